import { useStore } from 'zustand';
import type { ExtensionFault } from '../core/extension/loadExtensions.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './ExtensionFaults.module.css';
import type { RuntimeExtensionsStore } from './runtimeExtensions.ts';

/**
 * Which extensions of the configuration were left out, and why; the rest works.
 * Put away once, it stays away until the viewer is loaded again.
 * @param more what else went wrong with them here.
 */
export function ExtensionFaults({
  extensions,
  more = nothingMore,
}: {
  readonly extensions: RuntimeExtensionsStore;
  readonly more?: readonly ExtensionFault[];
}) {
  const { faults, dismissed } = useStore(extensions);
  const all = [...faults, ...more];
  if (dismissed || all.length === 0) return null;
  return (
    <Notice
      kind="warning"
      title={all.length === 1 ? '1 extension was left out' : `${all.length} extensions were left out`}
      actions={<Button onClick={() => extensions.setState({ dismissed: true })}>Dismiss</Button>}
    >
      <ScrollRegion label="Why they were left out" className={styles['reasons']}>
        <ul className={styles['list']}>
          {all.map(({ name, reason }) => (
            <li key={`${name} ${reason}`}>
              <code>{shortened(name)}</code>: {reason.replace(/\.$/, '')}.
            </li>
          ))}
        </ul>
      </ScrollRegion>
      Everything else works. Whoever runs this viewer can mend the file, or its name in config.json.
    </Notice>
  );
}

const nothingMore: readonly ExtensionFault[] = [];

/** What stands in the configuration may be a whole program (`data:`). */
const shortened = (name: string): string => (name.length > 100 ? `${name.slice(0, 99)}…` : name);
