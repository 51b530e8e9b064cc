import type { ViewportFailure } from '../../../core/viewport.ts';
import { useViewer } from '../../../state/ViewerContext.tsx';
import { Button } from '../../../ui/Button.tsx';

/** Where one kind of viewport cannot show something: the kind that can. */
export function ShowInstead({
  viewportId,
  kind,
  label,
}: { readonly viewportId: string } & NonNullable<ViewportFailure['instead']>) {
  const viewer = useViewer();
  return <Button onClick={() => viewer.showAs(viewportId, kind)}>{label}</Button>;
}
