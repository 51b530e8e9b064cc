/** UIDs of one study begin alike: each is written as how much of the one before it goes on, and the rest. */
export function uidShortener(): (uid: string) => string {
  let former = '';
  return (uid) => {
    let shared = 0;
    while (shared < former.length && uid[shared] === former[shared]) shared += 1;
    former = uid;
    return shared > 3 ? `${shared}~${uid.slice(shared)}` : uid;
  };
}

/** The way back, in the same order. @returns undefined for what is no UID */
export function uidLengthener(): (text: string) => string | undefined {
  let former = '';
  return (text) => {
    const [, shared, rest] = /^(?:(\d{1,2})~)?([\d.]*)$/.exec(text) ?? [];
    if (rest === undefined || Number(shared ?? 0) > former.length) return undefined;
    const uid = former.slice(0, Number(shared ?? 0)) + rest;
    former = uid;
    return /^[\d.]{1,64}$/.test(uid) ? uid : undefined;
  };
}

/** Numbers no finer than anybody sees. */
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rounded(each)]));
}
