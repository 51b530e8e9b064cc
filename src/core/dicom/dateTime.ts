/**
 * PS3.5 6.2 DT (YYYYMMDDHHMMSS.FFFFFF&ZZXX), also a DA and a TM one after the
 * other, as seconds since 1970. A time-zone offset is taken off where it is
 * given; without one the time is read as it stands, so values of one object
 * compare, and values of two time zones do not.
 * @returns undefined for anything else; parts left out at the end count as their least.
 */
export function secondsOf(dt: string): number | undefined {
  const match = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2}(?:\.\d{1,6})?)?([+-]\d{4})?$/.exec(
    dt.trim().replaceAll(':', ''),
  );
  if (!match) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
  return midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetOf(zone);
}

function offsetOf(zone = '+0000'): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return (zone.startsWith('-') ? -60 : 60) * minutes;
}
