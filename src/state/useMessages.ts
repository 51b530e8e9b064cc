import { useMemo } from 'react';
import type { DisplaySet, DisplaySetMessage } from '../core/displaySet/displaySet.ts';
import { relationsOfSet } from './relations.ts';
import { useViewerState } from './ViewerContext.tsx';

/** Everything there is to say of a display set: what others say of it, then what it says of itself. */
export function useMessages({ displaySetInstanceUID, messages }: DisplaySet): readonly DisplaySetMessage[] {
  const told = useViewerState((state) => relationsOfSet(state, displaySetInstanceUID).messages);
  return useMemo(() => (told.length === 0 ? messages : [...told, ...messages]), [told, messages]);
}
