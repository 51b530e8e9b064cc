import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ExtensionFault } from '../core/extension/loadExtensions.ts';
import type { Application } from './createApplication.ts';
import type { RuntimeExtensions, RuntimeExtensionsStore } from './runtimeExtensions.ts';

/** How long a study waits for extensions when its mode needs none of them, ms. */
const PATIENCE_MS = 600;

/**
 * The extensions to open a study with, or `undefined` while they are waited for:
 * all of them for a mode that is not the viewer's own (it may be one of theirs),
 * else those that are here after a moment.
 */
export function useExtensions(
  { extensions, modes }: Pick<Application, 'extensions' | 'modes'>,
  modeId: string,
): RuntimeExtensions | undefined {
  const now = useStore(extensions);
  const [patient, setPatient] = useState(true);
  const [opened, setOpened] = useState<RuntimeExtensions>();
  const { settled } = now;
  useEffect(() => {
    if (settled) return undefined;
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [settled]);
  if (opened) return opened;
  if (!settled && (patient || !modes.some(({ id }) => id === modeId))) return undefined;
  // What the study was opened with stays: display sets do not change under the reader.
  setOpened(now);
  return now;
}

/** Extensions that came too late for the study that is open. */
export function useLateExtensions(
  extensions: RuntimeExtensionsStore,
  opened: RuntimeExtensions,
): readonly ExtensionFault[] {
  const { accepted } = useStore(extensions);
  return accepted
    .filter(({ name }) => !opened.accepted.some((other) => other.name === name))
    .map(({ name }) => ({
      name,
      reason: 'it came after the study was opened; open the study again to use it',
    }));
}
