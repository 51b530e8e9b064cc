import type { ThumbnailRenderer } from '../../core/viewport.ts';

/** Pictures of stacks and clips for archives that do not render them. */
export const stackThumbnails: ThumbnailRenderer = {
  kinds: ['stack'],
  async render(displaySet, size, context) {
    const { drawThumbnail } = await import('../../adapters/cornerstone/drawThumbnail.ts');
    return drawThumbnail(displaySet, size, context);
  },
};
