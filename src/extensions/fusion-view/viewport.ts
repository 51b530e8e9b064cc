import type { ViewportModule } from '../../core/viewport.ts';

const importFusion = () => import('../../adapters/cornerstone/fusion/mountFusion.ts');

/** PET over CT or MR, and projections of PET. It shares the decoded images with the viewports for stacks and volumes. */
export const fusionViewport: ViewportModule = {
  kinds: ['fusion', 'mip'],
  isImage: true,
  preload() {
    importFusion().catch(() => undefined);
  },
  async mount(element, context) {
    const { mountFusion } = await importFusion();
    return mountFusion(element, context);
  },
};
