import { useEffect, useEffectEvent, useState } from 'react';

/** Long enough to type the next letter, short enough to feel at once. */
const settleMs = 250;

export interface Draft {
  readonly text: string;
  /** What was handed on last. */
  readonly settled: string;
  change(text: string): void;
  /** Now, without waiting for the typing to settle. */
  commit(text?: string): void;
}

/**
 * What is being typed, handed on when the typing settles. The committed value may
 * change from outside (Back, Clear filters): the draft then follows it, unless it
 means the same, so that nothing is rewritten under the cursor.
 * @param meaning what two texts must share to mean the same
 */
export function useDraft(
  committed: string,
  onCommit: (text: string) => void,
  meaning: (text: string) => string = (text) => text.trim(),
): Draft {
  const [text, setText] = useState(committed);
  const [handedOn, setHandedOn] = useState(committed);
  const [seen, setSeen] = useState(committed);
  if (committed !== seen) {
    setSeen(committed);
    if (meaning(committed) !== meaning(handedOn)) {
      setText(committed);
      setHandedOn(committed);
    }
  }
  const handOn = (value: string) => {
    setHandedOn(value);
    onCommit(value);
  };
  const settle = useEffectEvent(() => handOn(text));
  useEffect(() => {
    if (text === handedOn) return undefined;
    const timer = setTimeout(() => settle(), settleMs);
    return () => clearTimeout(timer);
  }, [text, handedOn]);
  return {
    text,
    settled: handedOn,
    change: setText,
    commit: (value = text) => {
      setText(value);
      handOn(value);
    },
  };
}
