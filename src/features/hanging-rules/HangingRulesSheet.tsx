import { ArrowDown, ArrowUp, Download, LayoutDashboard, Pencil, Plus, Trash2, Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { readHangingRules, writeHangingRules, type OwnRule } from '../../core/hanging/rulesJson.ts';
import { ownRules } from '../../state/hangingRules.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './HangingRules.module.css';
import { useTriedRules, type TriedRule } from './useResults.ts';

const icon = { size: 16, strokeWidth: 1.5 };

interface Imported {
  readonly name: string;
  readonly read: number;
  readonly added: number;
  readonly problems: readonly string[];
}

/** All hanging rules of this mode: the reader's own, in order, on and off, out and in; and those that come with it. */
export function HangingRulesSheet() {
  const viewer = useViewer();
  const preferences = useViewerState((state) => state.preferences);
  const own = ownRules({ preferences });
  const tried = useTriedRules();
  const [imported, setImported] = useState<Imported>();
  const chooser = useRef<HTMLInputElement>(null);
  const close = () => viewer.openSheet(undefined);

  async function onFile(file: File | undefined) {
    if (!file) return;
    const { rules, problems } = readHangingRules(await file.text());
    const added = rules.length > 0 ? viewer.importHangingRules(rules) : 0;
    setImported({ name: file.name, read: rules.length, added, problems });
  }

  return (
    <Dialog
      title="Hanging rules"
      open
      wide
      onOpenChange={(open) => !open && close()}
      footer={
        <div className={styles['footer']}>
          <Button onClick={() => viewer.editHangingRule()}>
            <Plus {...icon} /> Save this screen as a rule…
          </Button>
          <span className={styles['grow']} />
          <input
            ref={chooser}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label="File of hanging rules"
            onChange={(event) => {
              void onFile(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button onClick={() => chooser.current?.click()}>
            <Upload {...icon} /> Import
          </Button>
          <Button
            disabled={own.length === 0}
            reason="There is no rule of your own to export"
            onClick={() => exportRules(own)}
          >
            <Download {...icon} /> Export
          </Button>
          <Button variant="accent" onClick={close}>
            Done
          </Button>
        </div>
      }
    >
      <div className={styles['rules']} data-testid="hanging-rules">
        {imported && <ImportedNotice {...imported} />}
        <section>
          <h3 className={styles['heading']}>Yours, tried in this order</h3>
          {own.length === 0 ? (
            <EmptyState icon={<LayoutDashboard size={32} />} title="No rules of your own yet">
              Hang a study the way you read it, then choose “Save this screen as a rule”. It is hung like that
              again when a study of the same kind is opened.
            </EmptyState>
          ) : (
            <ul className={styles['list']} aria-label="Your hanging rules">
              {tried
                .filter(({ isOwn }) => isOwn)
                .map((each, at, all) => (
                  <OwnRow key={each.rule.id} tried={each} isFirst={at === 0} isLast={at === all.length - 1} />
                ))}
            </ul>
          )}
        </section>
        <section>
          <h3 className={styles['heading']}>Of this mode, tried after yours</h3>
          {tried.some(({ isOwn }) => !isOwn) ? (
            <ul className={styles['list']} aria-label="Hanging rules of this mode">
              {tried
                .filter(({ isOwn }) => !isOwn)
                .map((each) => (
                  <ModeRow key={each.rule.id} tried={each} />
                ))}
            </ul>
          ) : (
            <p className={styles['quiet']}>This mode brings none.</p>
          )}
        </section>
      </div>
    </Dialog>
  );
}

const exportRules = (rules: readonly OwnRule[]) =>
  saveFile(new Blob([writeHangingRules(rules)], { type: 'application/json' }), 'hanging-rules.json');

function ImportedNotice({ name, read, added, problems }: Imported) {
  const changed = read - added;
  const parts = [
    `${added} new`,
    changed > 0 ? `${changed} changed` : '',
    problems.length > 0 ? `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}` : '',
  ].filter(Boolean);
  return (
    <Notice kind={problems.length > 0 ? 'warning' : 'info'} title={`${name}: ${parts.join(', ')}`}>
      {problems.length > 0 && (
        <ul>
          {problems.slice(0, 8).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** What a rule does to what is open, in a sentence. */
function effectText({ result, enabled, rule }: TriedRule): string {
  const text = result.first
    ? `Fits this study: ${result.first.filled} of ${result.first.places.length} viewports filled${rule.automatic === false ? '. Only by hand' : ''}`
    : `Does not fit this study: ${result.refusal ?? ''}`;
  return enabled ? `${text}.` : `Switched off. ${text}.`;
}

function OwnRow({ tried, isFirst, isLast }: { tried: TriedRule; isFirst: boolean; isLast: boolean }) {
  const viewer = useViewer();
  const id = useId();
  const { rule, enabled } = tried;
  return (
    <li
      className={`${styles['rule'] ?? ''} ${styles['own'] ?? ''}`}
      data-rule-id={rule.id}
      data-enabled={enabled}
      aria-labelledby={id}
    >
      <Checkbox checked={enabled} onChange={(on) => viewer.setHangingRuleEnabled(rule.id, on)}>
        <strong id={id}>
          <Bdi limit={60}>{rule.name}</Bdi>
        </strong>
      </Checkbox>
      <span className={styles['buttons']}>
        <Button variant="quiet" onClick={() => apply(viewer, rule.id)}>
          Hang now
        </Button>
        <IconButton
          label={`Earlier: ${rule.name}`}
          icon={<ArrowUp {...icon} />}
          disabled={isFirst}
          onClick={() => viewer.moveHangingRule(rule.id, -1)}
        />
        <IconButton
          label={`Later: ${rule.name}`}
          icon={<ArrowDown {...icon} />}
          disabled={isLast}
          onClick={() => viewer.moveHangingRule(rule.id, 1)}
        />
        <IconButton
          label={`Change: ${rule.name}`}
          icon={<Pencil {...icon} />}
          onClick={() => viewer.editHangingRule(rule)}
        />
        <IconButton
          label={`Delete: ${rule.name}`}
          icon={<Trash2 {...icon} />}
          onClick={() => viewer.removeHangingRule(rule.id)}
        />
      </span>
      <p className={styles['quiet']}>{effectText(tried)}</p>
    </li>
  );
}

function ModeRow({ tried }: { readonly tried: TriedRule }) {
  const viewer = useViewer();
  const { rule, result } = tried;
  return (
    <li className={styles['rule']} data-rule-id={rule.id}>
      <strong>
        <Bdi limit={60}>{rule.name}</Bdi>
      </strong>
      <span className={styles['buttons']}>
        <Button
          variant="quiet"
          disabled={!result.first}
          reason={`It does not fit this study: ${result.refusal ?? ''}`}
          onClick={() => apply(viewer, rule.id)}
        >
          Hang now
        </Button>
        <IconButton
          label={`Change a copy: ${rule.name}`}
          icon={<Pencil {...icon} />}
          onClick={() => viewer.editHangingRule(rule)}
        />
      </span>
      <p className={styles['quiet']}>
        {rule.description === undefined ? '' : `${rule.description}. `}
        {effectText(tried)}
      </p>
    </li>
  );
}

function apply(viewer: ReturnType<typeof useViewer>, ruleId: string): void {
  viewer.openSheet(undefined);
  viewer.hangByRule(ruleId);
}
