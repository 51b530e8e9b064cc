import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { attributeIds, attributes, isAttributeId } from '../../core/hanging/attributes.ts';
import { comparisonOf, describeTest } from '../../core/hanging/condition.ts';
import {
  comparisons,
  isAnyOf,
  type Comparison,
  type Condition,
  type PlaceMatch,
  type WeightedTest,
} from '../../core/hanging/rule.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { comparisonsFor, comparisonWords, conditionFrom, valueText } from './conditionText.ts';
import styles from './HangingRules.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

const attributeOptions = attributeIds
  .map((id) => ({ value: id as string, label: attributes[id].name }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));

/** A condition, and how much it counts: undefined for one that must be met. */
interface Row {
  readonly test: WeightedTest;
  readonly isRequired: boolean;
}

/** Conditions of one viewport, each in a row: must be met, or is preferred. */
export function ConditionRows({
  match,
  onChange,
  name,
}: {
  readonly match: PlaceMatch;
  readonly onChange: (match: PlaceMatch) => void;
  readonly name: string;
}) {
  const rows: readonly Row[] = [
    ...(match.required ?? []).map((test): Row => ({ test, isRequired: true })),
    ...(match.preferred ?? []).map((test): Row => ({ test, isRequired: false })),
  ];
  const change = (next: readonly Row[]) =>
    onChange({
      ...match,
      required: next.filter(({ isRequired }) => isRequired).map(({ test }) => test),
      preferred: next.filter(({ isRequired }) => !isRequired).map(({ test }) => test),
    });
  const replace = (at: number, row: Row | undefined) =>
    change(rows.flatMap((each, index) => (index === at ? (row ?? []) : each)));
  return (
    <div className={styles['conditions']} role="group" aria-label={`Conditions of ${name}`}>
      {rows.map((row, at) => (
        <ConditionRow
          // Rows are told apart by their place: two may say the same.
          key={`${rows.length} ${at}`}
          row={row}
          onChange={(next) => replace(at, next)}
          onRemove={() => replace(at, undefined)}
        />
      ))}
      <Button
        variant="quiet"
        className={styles['add'] ?? ''}
        onClick={() =>
          change([...rows, { test: { attribute: 'SeriesDescription', contains: 'text' }, isRequired: true }])
        }
      >
        <Plus {...icon} /> Condition
      </Button>
    </div>
  );
}

function ConditionRow({
  row: { test, isRequired },
  onChange,
  onRemove,
}: {
  readonly row: Row;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}) {
  const remove = (
    <IconButton
      label={`Remove the condition ${describeTest(test)}`}
      icon={<Trash2 {...icon} />}
      onClick={onRemove}
    />
  );
  if (isAnyOf(test))
    return (
      <div className={styles['condition']}>
        <p style={{ gridColumn: '1 / 5' }}>{describeTest(test)}</p>
        {remove}
      </div>
    );
  const { weight, ...condition } = test;
  const withWeight = (next: Condition): WeightedTest => ({
    ...next,
    ...(weight !== undefined && { weight }),
  });
  const comparison: Comparison = comparisonOf(condition) ?? 'is';
  const { choices } = attributes[condition.attribute];
  const set = (next: Condition) => onChange({ test: withWeight(next), isRequired });
  return (
    <div className={styles['condition']}>
      <Select
        label="Attribute"
        hideLabel
        name="attribute"
        value={condition.attribute}
        options={attributeOptions}
        onChange={(value) => {
          if (!isAttributeId(value)) return;
          const [first = ''] = attributes[value].choices ?? [];
          set(conditionFrom(value, comparisonsFor(value)[0] ?? 'is', first));
        }}
      />
      <Select
        label="Comparison"
        hideLabel
        name="comparison"
        value={comparison}
        options={comparisonsFor(condition.attribute).map((value) => ({
          value,
          label: comparisonWords[value],
        }))}
        onChange={(value) => {
          const next = comparisons.find((each) => each === value);
          if (next) set(conditionFrom(condition.attribute, next, valueText(condition)));
        }}
      />
      {(comparison === 'is' && choices) || comparison === 'given' ? (
        <Select
          label="Value"
          hideLabel
          name="value"
          value={valueText(condition)}
          options={optionsOf(comparison === 'given' ? ['yes', 'no'] : (choices ?? []), valueText(condition))}
          onChange={(value) => set(conditionFrom(condition.attribute, comparison, value))}
        />
      ) : (
        <ValueField
          key={`${condition.attribute} ${comparison}`}
          condition={condition}
          onChange={(text) => set(conditionFrom(condition.attribute, comparison, text))}
        />
      )}
      <Select
        label="Must be met, or is preferred"
        hideLabel
        name="strength"
        value={isRequired ? 'required' : 'preferred'}
        options={[
          { value: 'required', label: 'required' },
          { value: 'preferred', label: 'preferred' },
        ]}
        onChange={(value) => onChange({ test, isRequired: value === 'required' })}
      />
      {remove}
    </div>
  );
}

const optionsOf = (choices: readonly string[], current: string) =>
  [...new Set([...choices, ...(current === '' ? [] : [current])])].map((value) => ({ value, label: value }));

/** What is typed stays as it is typed, also while it is no list or number yet. */
function ValueField({
  condition,
  onChange,
}: {
  readonly condition: Condition;
  readonly onChange: (text: string) => void;
}) {
  const [text, setText] = useState(valueText(condition));
  return (
    <TextField
      label="Value"
      hideLabel
      name="value"
      value={text}
      maxLength={200}
      onChange={(next) => {
        setText(next);
        onChange(next);
      }}
    />
  );
}
