import { Plus, RotateCcw, Search, X } from 'lucide-react';
import { useState } from 'react';
import { keysOf, othersWith, withKeyMoved, withKeys, type Keyed } from '../../state/keys.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { keyText } from '../../ui/keys.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './InputSettings.module.css';
import { KeyCapture } from './KeyCapture.tsx';

const icon = { size: 14, strokeWidth: 1.5 };

/** Every command with its keys: they are taken away, added and put back here. */
export function KeysTab({ commands }: { readonly commands: readonly Keyed[] }) {
  const own = useViewerState((state) => state.preferences.keys);
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = commands.filter((command) =>
    [command.label, command.group, ...keysOf(command, own).map(keyText)].some((text) =>
      text.toLowerCase().includes(words),
    ),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <div className={styles['tab']}>
      <TextField
        label="Search for a command or a key"
        name="keySearch"
        type="search"
        hideLabel
        placeholder="Search for a command or a key"
        icon={<Search {...icon} />}
        value={search}
        onChange={setSearch}
        onEscape={search === '' ? undefined : () => setSearch('')}
      />
      {found.length === 0 && <p className={styles['quiet']}>No command and no key is called that.</p>}
      <div className={styles['keyList']}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            {found
              .filter((command) => command.group === group)
              .map((command) => (
                <KeyRow key={command.id} command={command} commands={commands} />
              ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function KeyRow({ command, commands }: { readonly command: Keyed; readonly commands: readonly Keyed[] }) {
  const viewer = useViewer();
  const own = useViewerState((state) => state.preferences.keys);
  const [isAdding, setIsAdding] = useState(false);
  const [asked, setAsked] = useState<string>();
  const { id, label } = command;
  const keys = keysOf(command, own);
  const isOwn = own !== undefined && Object.hasOwn(own, id);
  const others = asked === undefined ? [] : othersWith(commands, own, command, asked);
  const keep = (next: typeof own) => viewer.setPreference('keys', next);
  const add = (key: string) => {
    setIsAdding(false);
    if (keys.includes(key)) return;
    if (othersWith(commands, own, command, key).length > 0) setAsked(key);
    else keep(withKeys(own, command, [...keys, key]));
  };
  const take = (key: string) => {
    setAsked(undefined);
    keep(withKeyMoved(commands, own, command, [...keys, key]));
  };
  return (
    <div className={styles['keyRow']} data-command={id} data-own={isOwn || undefined}>
      <span>{label}</span>
      <span className={styles['chips']}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            className={styles['chip']}
            aria-label={`Take ${keyText(key)} from ${label}`}
            title={`Take ${keyText(key)} from ${label}`}
            onClick={() =>
              keep(
                withKeys(
                  own,
                  command,
                  keys.filter((each) => each !== key),
                ),
              )
            }
          >
            {keyText(key)}
            <X size={12} strokeWidth={1.5} aria-hidden />
          </button>
        ))}
        {isAdding ? (
          <KeyCapture label={label} onKey={add} onCancel={() => setIsAdding(false)} />
        ) : (
          <IconButton
            label={`Add a key for ${label}`}
            size={24}
            icon={<Plus {...icon} />}
            onClick={() => setIsAdding(true)}
          />
        )}
        <IconButton
          label={`${label}: keys as they come`}
          size={24}
          icon={<RotateCcw {...icon} />}
          disabled={!isOwn}
          onClick={() => keep(withKeyMoved(commands, own, command, command.keys))}
        />
      </span>
      {asked !== undefined && others.length > 0 && (
        <div role="alert" className={styles['conflict']}>
          <span>
            {keyText(asked)} is the key of “{others.map((other) => other.label).join('”, “')}”.
          </span>
          <Button onClick={() => take(asked)}>Take it from there</Button>
          <Button variant="quiet" onClick={() => setAsked(undefined)}>
            Leave it
          </Button>
        </div>
      )}
    </div>
  );
}
