import { useEffect } from 'react';
import type { Side } from '../../core/layout/edit.ts';
import type { PrimaryTool } from '../../core/viewport.ts';
import { idOfNumber } from '../../state/hanging.ts';
import type { Viewer } from '../../state/viewer.ts';
import { commandsByKey } from '../../state/keys.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { keyOf, type Command, type CommandContext } from './commands/command.ts';
import { commands } from './commands/commands.ts';

/**
 * Keys of the study page, with those that the reader has changed. They act on the
 * active viewport, except while something is typed or a menu is open.
 */
export function useShortcuts(
  onTool: (tool: PrimaryTool) => void,
  onHelp: () => void,
  tool: PrimaryTool,
): void {
  const viewer = useViewer();
  const own = useViewerState((state) => state.preferences.keys);
  useEffect(() => {
    const byKey = commandsByKey(commands, own);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const key = keyOf(event);
      if (key === undefined) return;
      if (carryKey(viewer, event.key)) {
        event.preventDefault();
        return;
      }
      const command = byKey.get(key);
      if (!command || !mayRun(command, key, event.target)) return;
      if (command.run(contextOf(viewer, tool, onTool, onHelp)) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [viewer, own, tool, onTool, onHelp]);
}

/** Whether a key belongs to a field, a menu or a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest(
      'input:not([type="range"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"], dialog',
    ) !== null
  );
}

function contextOf(
  viewer: Viewer,
  tool: PrimaryTool,
  setTool: CommandContext['setTool'],
  openHelp: CommandContext['openHelp'],
): CommandContext {
  const viewportId = viewer.store.getState().hanging.activeViewportId;
  return { viewer, viewportId, handle: viewer.live.handle(viewportId), tool, setTool, openHelp };
}

function mayRun({ inGridOnly }: Command, key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  // Space presses the button that has the focus; a slider moves by its own keys.
  if (key === 'Space' && target.closest('button, a')) return false;
  if (inGridOnly !== true) return true;
  if (target instanceof HTMLInputElement) return false;
  return target === document.body || target.closest('[data-testid="viewport-grid"]') !== null;
}

const sides: Readonly<Record<string, Side>> = {
  ArrowUp: 'above',
  ArrowDown: 'below',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** While something is carried, arrows and numbers choose where it goes. */
function carryKey(viewer: Viewer, key: string): boolean {
  if (!viewer.store.getState().carrying) return false;
  const side = sides[key];
  const numbered = /^[1-9]$/.test(key) ? idOfNumber(viewer.store.getState().hanging, Number(key)) : undefined;
  if (key === 'Escape') viewer.cancelCarrying();
  else if (side) viewer.aim(side);
  else if (key === ' ' || key === 'Enter') viewer.putDown();
  else if (numbered !== undefined) viewer.aimAt(numbered);
  else return false;
  return true;
}
