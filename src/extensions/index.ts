import type { Extension } from '../core/extension/extension.ts';
import { documentViewExtension } from './document-view/index.ts';
import { encapsulatedDocumentExtension } from './encapsulated-document/index.ts';
import { imageStackExtension } from './image-stack/index.ts';
import { instanceExtension } from './instance/index.ts';
import { multiFrameExtension } from './multi-frame/index.ts';
import { structuredReportExtension } from './structured-report/index.ts';
import { tagViewExtension } from './tag-view/index.ts';

/** What the viewer ships with. */
export const builtInExtensions: readonly Extension[] = [
  imageStackExtension,
  multiFrameExtension,
  structuredReportExtension,
  encapsulatedDocumentExtension,
  instanceExtension,
  documentViewExtension,
  tagViewExtension,
];
