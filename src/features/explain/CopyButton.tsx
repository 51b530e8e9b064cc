import { Copy } from 'lucide-react';
import { useViewer } from '../../state/ViewerContext.tsx';
import type { Viewer } from '../../state/viewer.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** Puts text on the clipboard and says so; where the browser does not let it, says that. */
export function copyText(viewer: Viewer, text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => viewer.announce(`${what} is on the clipboard.`),
    () =>
      viewer.notify({
        kind: 'warning',
        title: 'Nothing was copied',
        text: 'The browser does not give this page the clipboard. Select the text and copy it.',
        transient: true,
      }),
  );
}

export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const viewer = useViewer();
  return (
    <IconButton
      label={`Copy the ${what}`}
      size={24}
      icon={<Copy size={12} strokeWidth={1.5} />}
      onClick={() => copyText(viewer, text, `The ${what}`)}
    />
  );
}
