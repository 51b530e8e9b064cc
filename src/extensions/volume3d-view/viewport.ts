import type { ViewportModule } from '../../core/viewport.ts';

const importVolume3d = () => import('../../adapters/cornerstone/volume3d/mountVolume3d.ts');

/** Volumes in 3D. It shares the decoded images with the viewports for stacks and planes. */
export const volume3dViewport: ViewportModule = {
  kinds: ['volume3d'],
  isImage: true,
  async mount(element, context) {
    const { mountVolume3d } = await importVolume3d();
    return mountVolume3d(element, context);
  },
};
