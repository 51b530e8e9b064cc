import { Download, ListChecks, Redo2, Trash2, Undo2, Upload } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { describeAction, describeScope, describeTarget } from '../../core/displaySet/describeRule.ts';
import { shortRuleId, type GroupingRule } from '../../core/displaySet/rule.ts';
import { readRules, writeRules } from '../../core/displaySet/rulesJson.ts';
import type { Viewer } from '../../state/viewer.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './GroupingRules.module.css';
import { effectText, ruleEffects } from './ruleEffect.ts';

const icon = { size: 16, strokeWidth: 1.5 };

/** Every split and merge made by hand: in words, with what it does here; on, off, gone, out and in. */
export function RulesSheet() {
  const viewer = useViewer();
  return <Rules onClose={() => viewer.openSheet(undefined)} />;
}

function Rules({ onClose }: { readonly onClose: () => void }) {
  const viewer = useViewer();
  const rules = useViewerState((state) => state.rules);
  const canUndo = useViewerState((state) => state.past.length > 0);
  const canRedo = useViewerState((state) => state.future.length > 0);
  const [imported, setImported] = useState<ImportResult>();
  const chooser = useRef<HTMLInputElement>(null);

  async function onFile(file: File | undefined) {
    if (!file) return;
    const { rules: read, problems } = readRules(await file.text());
    setImported({ name: file.name, added: viewer.importRules(read), read: read.length, problems });
  }

  useUndoKeys(viewer);

  return (
    <Dialog
      title="Grouping rules"
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      footer={
        <div className={styles['footer']}>
          <IconButton
            label="Undo"
            shortcut="Ctrl+Z"
            icon={<Undo2 {...icon} />}
            disabled={!canUndo}
            onClick={viewer.undo}
          />
          <IconButton
            label="Redo"
            shortcut="Ctrl+Y"
            icon={<Redo2 {...icon} />}
            disabled={!canRedo}
            onClick={viewer.redo}
          />
          <span className={styles['grow']} />
          <input
            ref={chooser}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label="File of grouping rules"
            onChange={(event) => {
              void onFile(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button onClick={() => chooser.current?.click()}>
            <Upload {...icon} /> Import
          </Button>
          <Button
            disabled={rules.length === 0}
            reason="There is no rule to export"
            onClick={() =>
              saveFile(new Blob([writeRules(rules)], { type: 'application/json' }), 'grouping-rules.json')
            }
          >
            <Download {...icon} /> Export
          </Button>
          <Button variant="accent" onClick={onClose}>
            Done
          </Button>
        </div>
      }
    >
      <div className={styles['rules']} data-testid="grouping-rules">
        {imported && <Imported result={imported} />}
        {rules.length === 0 ? (
          <EmptyState icon={<ListChecks size={32} />} title="No rules yet">
            Open the menu of a thumbnail and choose “Split by…” or “Merge with…”. What you choose is kept here
            as a rule that you can read, switch off and hand on.
          </EmptyState>
        ) : (
          <ul className={styles['list']} aria-label="Grouping rules">
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

/** The page's other keys rest while a dialog is open. */
function useUndoKeys(viewer: Viewer): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      if (key === 'y' || (key === 'z' && event.shiftKey)) viewer.redo();
      else if (key === 'z') viewer.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [viewer]);
}

interface ImportResult {
  readonly name: string;
  readonly read: number;
  readonly added: number;
  readonly problems: readonly string[];
}

function Imported({ result: { name, read, added, problems } }: { readonly result: ImportResult }) {
  const known = read - added;
  const parts = [
    `${added} new`,
    known > 0 ? `${known} that were here already` : '',
    problems.length > 0 ? `${problems.length} left out` : '',
  ].filter(Boolean);
  return (
    <Notice kind={problems.length > 0 ? 'warning' : 'info'} title={`${name}: ${parts.join(', ')}`}>
      {problems.length > 0 ? problems.slice(0, 5).join(' ') : undefined}
    </Notice>
  );
}

function RuleRow({ rule }: { readonly rule: GroupingRule }) {
  const viewer = useViewer();
  const id = useId();
  const effect = useEffectHere(rule);
  const name = `${describeAction(rule.action)}, ${describeScope(rule.scope)}`;
  return (
    <li className={styles['rule']} data-rule-id={rule.id} data-enabled={rule.enabled} aria-labelledby={id}>
      <Checkbox checked={rule.enabled} onChange={(on) => viewer.setRuleEnabled(rule.id, on)}>
        <strong id={id}>{capital(describeAction(rule.action))}</strong>
      </Checkbox>
      <p className={styles['words']}>
        <Bdi>{`${capital(describeTarget(rule.action))}, in ${describeScope(rule.scope)}`}</Bdi>
      </p>
      <p className={styles['quiet']} data-rule-effect>
        {effect.text} <span className={styles['faint']}>Rule {shortRuleId(rule)}</span>
      </p>
      {effect.misfit !== undefined && <p className={styles['warning']}>{effect.misfit}</p>}
      <IconButton
        label={`Delete rule: ${name}`}
        className={styles['delete']}
        icon={<Trash2 {...icon} />}
        onClick={() => viewer.removeRule(rule.id)}
      />
    </li>
  );
}

/** What the rule does to what is open, after the rules before it. */
function useEffectHere(rule: GroupingRule) {
  const viewer = useViewer();
  const rules = useViewerState((state) => state.rules);
  const series = useViewerState((state) => state.series);
  const mode = useViewerState((state) => viewer.modes.get(state.modeId));
  return useMemo(() => {
    const earlier = rules.slice(0, rules.indexOf(rule));
    const effects = ruleEffects(rule, earlier, { series }, mode ? viewer.registry.handlersFor(mode) : []);
    return {
      text: rule.enabled
        ? effectText(effects)
        : `Switched off. On, it would apply to: ${lower(effectText(effects))}`,
      misfit: rule.enabled ? effects.find(({ misfit }) => misfit !== undefined)?.misfit : undefined,
    };
  }, [rule, rules, series, mode, viewer]);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
