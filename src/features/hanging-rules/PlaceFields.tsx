import { freeGroup, linkGroups, withLink, withSource } from '../../core/hanging/editRule.ts';
import type { HangingPlace, HangingStage, PlacePresentation } from '../../core/hanging/rule.ts';
import { windowNames } from '../../core/hanging/windows.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ConditionRows } from './ConditionRows.tsx';
import styles from './HangingRules.module.css';

/** What goes into one viewport of a stage, how it is shown, and with which others it scrolls. */
export function PlaceFields({
  stage,
  index,
  onChange,
  onRename,
}: {
  readonly stage: HangingStage;
  /** From 0. */
  readonly index: number;
  readonly onChange: (place: HangingPlace) => void;
  readonly onRename: (name: string) => void;
}) {
  const place = stage.viewports[index];
  if (!place) return null;
  const number = index + 1;
  return (
    <section className={styles['place']} aria-label={`Viewport ${number}`}>
      <div className={styles['placeHead']}>
        <span className={styles['number']} aria-hidden="true">
          {number}
        </span>
        <TextField
          label={`Name of viewport ${number}`}
          name={`place-${number}`}
          value={place.name}
          maxLength={60}
          onChange={onRename}
        />
        <ShowsSelect stage={stage} place={place} index={index} onChange={onChange} />
      </div>
      {place.empty !== true && (
        <div className={styles['placeLook']}>
          <WindowSelect place={place} number={number} onChange={onChange} />
          <LinkSelect stage={stage} place={place} number={number} onChange={onChange} />
        </div>
      )}
      {place.empty === true ? (
        <p className={styles['quiet']}>It stays empty, for you to fill.</p>
      ) : place.sameAs !== undefined ? (
        <p className={styles['quiet']}>The same pictures as {place.sameAs}, shown another way.</p>
      ) : (
        <ConditionRows
          name={place.name}
          match={place.match ?? {}}
          onChange={(match) => onChange({ ...place, match })}
        />
      )}
      {place.empty !== true && (
        <Checkbox
          checked={place.needed === true}
          onChange={(needed) => {
            const { needed: _former, ...rest } = place;
            onChange(needed ? { ...rest, needed } : rest);
          }}
        >
          Only hang when this viewport finds something
        </Checkbox>
      )}
    </section>
  );
}

interface PlaceProps {
  readonly place: HangingPlace;
  readonly onChange: (place: HangingPlace) => void;
}

const same = 'same as ';

/** Where its pictures are from. */
function ShowsSelect({
  stage,
  place,
  index,
  onChange,
}: PlaceProps & { readonly stage: HangingStage; readonly index: number }) {
  // A viewport can show again what an earlier one has chosen by itself.
  const sources = stage.viewports
    .slice(0, index)
    .filter(({ empty, sameAs }) => empty !== true && sameAs === undefined);
  const names = new Set([
    ...sources.map(({ name }) => name),
    ...(place.sameAs === undefined ? [] : [place.sameAs]),
  ]);
  return (
    <Select
      label="Shows"
      name={`shows-${index + 1}`}
      value={place.empty ? 'empty' : place.sameAs === undefined ? 'match' : `${same}${place.sameAs}`}
      options={[
        { value: 'match', label: 'What matches' },
        ...[...names].map((name) => ({ value: `${same}${name}`, label: `The same as ${name}` })),
        { value: 'empty', label: 'Nothing' },
      ]}
      onChange={(value) =>
        onChange(
          withSource(
            place,
            value === 'match' || value === 'empty' ? value : { sameAs: value.slice(same.length) },
          ),
        )
      }
    />
  );
}

/** A window that the list has no entry for, in words. */
function savedWindow({ window, windowFrom }: PlacePresentation = {}): string | undefined {
  const text = typeof window === 'object' ? `W ${window.width} L ${window.center}` : window;
  if (windowFrom === undefined) return typeof window === 'object' ? text : undefined;
  return `Of the images of ${windowFrom}${text === undefined ? '' : `, else ${text}`}`;
}

function WindowSelect({ place, number, onChange }: PlaceProps & { readonly number: number }) {
  const { window } = place.presentation ?? {};
  const saved = savedWindow(place.presentation);
  const current = saved === undefined ? (typeof window === 'string' ? window : '') : 'as saved';
  return (
    <Select
      label="Window"
      name={`window-${number}`}
      value={current}
      options={[
        { value: '', label: 'The image’s own' },
        ...(saved === undefined ? [] : [{ value: 'as saved', label: saved }]),
        ...windowNames.map((name) => ({
          value: name,
          label: name.charAt(0).toUpperCase() + name.slice(1),
        })),
      ]}
      onChange={(value) => {
        if (value === 'as saved') return;
        const { window: _former, windowFrom: _source, ...rest } = place.presentation ?? {};
        onChange({ ...place, presentation: value === '' ? rest : { ...rest, window: value } });
      }}
    />
  );
}

/** With which other viewports it scrolls. */
function LinkSelect({
  stage,
  place,
  number,
  onChange,
}: PlaceProps & { readonly stage: HangingStage; readonly number: number }) {
  const groups = linkGroups(stage);
  const own = place.sync === undefined ? undefined : groups.get(place.sync);
  const made = freeGroup(stage);
  return (
    <Select
      label="Scrolls with"
      name={`link-${number}`}
      value={place.sync === undefined ? '' : `group ${place.sync}`}
      options={[
        { value: '', label: 'Nobody' },
        ...[...groups].map(([name, numbers]) => ({
          value: `group ${name}`,
          label: `Group ${name}: ${memberWords(numbers.filter((each) => each !== number))}`,
        })),
        // Who is alone in a group has one already.
        ...(own?.length === 1 ? [] : [{ value: `group ${made}`, label: `Group ${made}: a new one` }]),
      ]}
      onChange={(value) => onChange(withLink(place, value === '' ? undefined : value.slice('group '.length)))}
    />
  );
}

/** "viewports 1 and 3" */
function memberWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'no other yet';
  const last = numbers.at(-1);
  return numbers.length === 1
    ? `viewport ${last}`
    : `viewports ${numbers.slice(0, -1).join(', ')} and ${last}`;
}
