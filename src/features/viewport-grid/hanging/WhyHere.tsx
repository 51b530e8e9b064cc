import { Check, LayoutDashboard, Minus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Finding } from '../../../core/hanging/condition.ts';
import { describePresentation } from '../../../core/hanging/describe.ts';
import { tryRule, type Candidate, type PlaceResult } from '../../../core/hanging/match.ts';
import { offeredRules, openFor } from '../../../state/hangingRules.ts';
import type { HungBy, ViewportCell } from '../../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { Bdi } from '../../../ui/Text.tsx';
import styles from './WhyHere.module.css';

/** Why a viewport shows this and not another: the rule, its conditions with what was found, and what came next. */
export function WhyHere({ cell, number }: { readonly cell: ViewportCell; readonly number: number }) {
  const [open, setOpen] = useState(false);
  if (!cell.hungBy) return null;
  return (
    <Popover
      label={`Why is this in viewport ${number}?`}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={`Why is this in viewport ${number}?`}
          size={24}
          icon={<LayoutDashboard size={14} strokeWidth={1.5} />}
        />
      }
    >
      {open && <Answer cell={cell} by={cell.hungBy} />}
    </Popover>
  );
}

function Answer({ cell, by }: { readonly cell: ViewportCell; readonly by: HungBy }) {
  const place = usePlace(by);
  const chosen = place?.chosen;
  const isSame = chosen?.displaySet.displaySetInstanceUID === cell.displaySetInstanceUID;
  return (
    <div className={styles['why']} data-testid="why-here" data-rule-id={by.ruleId}>
      <h3>
        <Bdi limit={60}>{by.placeName}</Bdi>
      </h3>
      <p>
        Hung by the rule “<Bdi limit={60}>{by.ruleName}</Bdi>”, stage {by.stage + 1} “
        <Bdi limit={60}>{by.stageName}</Bdi>”.
      </p>
      {!place && <p className={styles['quiet']}>The rule is not among those of this mode now.</p>}
      {place && !isSame && (
        <p className={styles['quiet']}>
          By now the rule would hang{' '}
          <Bdi limit={80}>{chosen?.displaySet.label ?? `nothing here: ${place.reason ?? ''}`}</Bdi>.
        </p>
      )}
      {place && isSame && chosen && <Chosen place={place} chosen={chosen} />}
      {place && <Others candidates={place.candidates} />}
    </div>
  );
}

function Chosen({ place, chosen }: { readonly place: PlaceResult; readonly chosen: Candidate }) {
  const shown = describePresentation(place);
  const source = place.place.sameAs;
  return (
    <>
      {source !== undefined && (
        <p>
          The same pictures as {source}
          {place.instead === undefined ? '' : `, because there is ${place.instead}`}.
        </p>
      )}
      {source === undefined && chosen.required.length > 0 && (
        <Findings title="Required" findings={chosen.required} />
      )}
      {source === undefined && chosen.preferred.length > 0 && (
        <Findings title={`Preferred (${chosen.score} points)`} findings={chosen.preferred} />
      )}
      {shown.length > 0 && (
        <section>
          <h4>Shown</h4>
          <ul className={styles['others']}>
            {shown.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Findings({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {findings.map(({ met, asked, found, how }) => (
          <li key={asked} className={styles[met ? 'met' : 'unmet']}>
            {met ? <Check size={14} aria-label="Met" /> : <Minus size={14} aria-label="Not met" />}
            <span>
              {asked}
              <span className={styles['quiet']}>
                {`: here ${found}`}
                {how === undefined ? '' : ` (${how})`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was looked at and not hung, the nearest first. */
function Others({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const others = candidates.filter(({ lost }) => lost !== undefined);
  if (others.length === 0) return null;
  return (
    <section>
      <h4>Not hung here</h4>
      <ul className={styles['others']}>
        {others.slice(0, 4).map(({ displaySet, lost }) => (
          <li key={displaySet.displaySetInstanceUID}>
            <Bdi limit={60}>
              {[displaySet.SeriesNumber, displaySet.label].filter((part) => part !== undefined).join(' ')}
            </Bdi>
            <span className={styles['quiet']}>: {lost}</span>
          </li>
        ))}
      </ul>
      {others.length > 4 && <p className={styles['quiet']}>and {others.length - 4} more</p>}
    </section>
  );
}

/** What the rule makes of what is open now, for this viewport. */
function usePlace({ ruleId, stage, place }: HungBy): PlaceResult | undefined {
  const viewer = useViewer();
  const displaySets = useViewerState((state) => state.displaySets);
  const studyOrder = useViewerState((state) => state.studyOrder);
  const preferences = useViewerState((state) => state.preferences);
  const modeId = useViewerState((state) => state.modeId);
  return useMemo(() => {
    const rule = offeredRules({ preferences, modeId }, viewer.modes).find(
      (each) => each.rule.id === ruleId,
    )?.rule;
    const result = rule && tryRule(rule, openFor({ displaySets, studyOrder }, viewer));
    return result?.stages[stage]?.places[place];
  }, [viewer, displaySets, studyOrder, preferences, modeId, ruleId, stage, place]);
}
