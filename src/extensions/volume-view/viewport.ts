import type { ViewportModule } from '../../core/viewport.ts';

const importVolume = () => import('../../adapters/cornerstone/volume/mountVolume.ts');

/** Planes through volumes. It shares what draws, and the decoded images, with the viewport for stacks. */
export const volumeViewport: ViewportModule = {
  kinds: ['volume'],
  isImage: true,
  preload() {
    importVolume().catch(() => undefined);
  },
  async mount(element, context) {
    const { mountVolume } = await importVolume();
    return mountVolume(element, context);
  },
};
