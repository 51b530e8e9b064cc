import type { Extension } from '../core/extension/extension.ts';
import { documentViewExtension } from './document-view/index.ts';
import { fusionViewExtension } from './fusion-view/index.ts';
import { handlerExtensions } from './handlerExtensions.ts';
import { imageStackExtension } from './image-stack/index.ts';
import { multiFrameExtension } from './multi-frame/index.ts';
import { objectCardExtension } from './object-card/index.ts';
import { tagViewExtension } from './tag-view/index.ts';
import { splitExtensions } from './splitExtensions.ts';
import { volume3dViewExtension } from './volume3d-view/index.ts';
import { volumeViewExtension } from './volume-view/index.ts';

/** What the viewer ships with. */
export const builtInExtensions: readonly Extension[] = [
  imageStackExtension,
  multiFrameExtension,
  ...splitExtensions,
  ...handlerExtensions,
  documentViewExtension,
  objectCardExtension,
  tagViewExtension,
  volumeViewExtension,
  volume3dViewExtension,
  fusionViewExtension,
];
