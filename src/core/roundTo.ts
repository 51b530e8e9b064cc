/**
 * A number for people, to so many parts of one: 100 for hundredths. What is
 * beyond all measure stays as it is: scaled up it would be no number any more.
 */
export const roundTo = (value: number, parts: number): number =>
  Math.abs(value) < 1e12 ? Math.round(value * parts) / parts : value;
