import type { ViewportHandle } from '../../core/viewport.ts';

export type ViewportAction =
  | 'fit'
  | 'reset'
  | 'rotate'
  | 'flipHorizontal'
  | 'flipVertical'
  | 'invert'
  | 'cine';

/** One press of a tool: what it does to the picture as it is now. */
export function viewportAction(handle: ViewportHandle, action: ViewportAction): void {
  const { presentation, cine } = handle.getState();
  switch (action) {
    case 'fit':
      handle.fit();
      break;
    case 'reset':
      handle.reset();
      break;
    case 'cine':
      handle.setCine({ playing: !(cine?.playing ?? false) });
      break;
    case 'rotate':
      if (presentation) handle.setPresentation({ rotation: (presentation.rotation + 90) % 360 });
      break;
    case 'flipHorizontal':
      if (presentation) handle.setPresentation({ flipHorizontal: !presentation.flipHorizontal });
      break;
    case 'flipVertical':
      if (presentation) handle.setPresentation({ flipVertical: !presentation.flipVertical });
      break;
    case 'invert':
      if (presentation) handle.setPresentation({ invert: !presentation.invert });
      break;
  }
}
