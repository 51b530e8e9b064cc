import { didYouMean } from '../core/didYouMean.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { ModeOrder } from './modeCatalog.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';

/** The order of handlers that a link asks for, as far as this viewer has them. */
export interface LinkedOrder {
  /** `original` when it names none that is here. */
  readonly known: ModeOrder;
  readonly unknown: readonly string[];
}

/** Undefined when the link asks for no order. One that it names twice counts at its first place. */
export function linkedOrder(
  { handlers }: Pick<Registry, 'handlers'>,
  request: Pick<OpenRequest, 'handlers'>,
): LinkedOrder | undefined {
  if (!request.handlers || request.handlers.length === 0) return undefined;
  const asked = [...new Set(request.handlers)];
  const known = asked.filter((id) => handlers.has(id));
  return {
    known: known.length > 0 ? known : 'original',
    unknown: asked.filter((id) => !handlers.has(id)),
  };
}

/** Names what the link asks for and is not here; the rest is used. */
export function tellOfUnknown(
  { known, unknown }: LinkedOrder,
  { registry }: { readonly registry: Pick<Registry, 'handlers'> },
  notify: NoticeCommands['notify'],
): void {
  if (unknown.length === 0) return;
  const named = unknown.map((id) => {
    const meant = didYouMean(id, registry.handlers.keys());
    return `“${id.slice(0, 120)}”${meant === undefined ? '' : ` (perhaps “${meant}” is meant)`}`;
  });
  const rest =
    known === 'original'
      ? 'It names no handler that is here, so the mode’s own order is used.'
      : `The other ${known.length.toLocaleString()} are used, in the link’s order.`;
  notify({
    kind: 'warning',
    title:
      unknown.length === 1
        ? 'The link names a handler that is not here'
        : `The link names ${unknown.length.toLocaleString()} handlers that are not here`,
    text: `${named.slice(0, 5).join(', ')}${named.length > 5 ? ', …' : ''}. ${rest}`,
    transient: false,
  });
}
