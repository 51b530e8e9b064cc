import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { compareFingerprint, type GroupingFingerprint } from '../../core/displaySet/fingerprint.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Coverage.module.css';

const kinds = [
  {
    kind: 'exact',
    title: 'Exact',
    text: 'Over UIDs and split keys. The same at two servers or in two versions exactly where the same objects are grouped in the same way.',
  },
  {
    kind: 'anonymous',
    title: 'Anonymous',
    text: 'Over the structure alone: UIDs are replaced by places. It stays the same when a copy of the study gets new UIDs; studies acquired alike may share it.',
  },
] as const;

/** Two short names of the grouping, to compare with another place. */
export function FingerprintTab({
  fingerprint,
  modeName,
}: {
  readonly fingerprint: GroupingFingerprint;
  readonly modeName: string;
}) {
  const [pasted, setPasted] = useState('');
  return (
    <ScrollRegion label="Fingerprint" className={styles['fingerprints']}>
      <p className={styles['quiet']}>
        What the mode {modeName} and the grouping rules made of what is open now, as two short names. Neither
        depends on the order of anything.
      </p>
      {kinds.map(({ kind, title, text }) => (
        <section key={kind} className={styles['fingerprint']} data-fingerprint={kind}>
          <h3>{title}</h3>
          <p className={styles['quiet']}>{text}</p>
          <div className={styles['value']}>
            <code>{fingerprint[kind]}</code>
            <CopyButton text={fingerprint[kind]} what={title.toLowerCase()} />
          </div>
        </section>
      ))}
      <section className={styles['fingerprint']}>
        <h3>Compare</h3>
        <TextField
          label="Paste a fingerprint of either kind from another place"
          name="fingerprint"
          value={pasted}
          onChange={setPasted}
          placeholder="exact1-… or anonymous1-…"
        />
        <Verdict pasted={pasted} fingerprint={fingerprint} />
      </section>
    </ScrollRegion>
  );
}

function Verdict({
  pasted,
  fingerprint,
}: {
  readonly pasted: string;
  readonly fingerprint: GroupingFingerprint;
}) {
  const verdict = pasted.trim() === '' ? undefined : compareFingerprint(pasted, fingerprint);
  const words = {
    equal: 'Equal: the grouping is the same.',
    different:
      'Different: the grouping is not the same. The sheet of display sets has eight digits a row to find where.',
    unreadable:
      'This is not a fingerprint: it begins with exact1- or anonymous1- and has 32 digits after that.',
  };
  return (
    <p role="status" className={styles['verdict']} data-verdict={verdict?.verdict}>
      {verdict && words[verdict.verdict]}
    </p>
  );
}

function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <Button onClick={copy} aria-label={`Copy the ${what} fingerprint`}>
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span role="status">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser forbids it: select it' : 'Copy'}
      </span>
    </Button>
  );
}
