import { colourMapNamed } from '../../../core/colour/colourMaps.ts';
import styles from './FusionTools.module.css';

/** Colours of a map from dark to bright. */
export function Swatch({ name }: { readonly name: string }) {
  const table = colourMapNamed(name)?.table;
  if (!table) return null;
  const bars = 24;
  return (
    <svg className={styles['swatch']} viewBox={`0 0 ${bars} 1`} preserveAspectRatio="none" aria-hidden>
      {Array.from({ length: bars }, (_, at) => {
        const entry = Math.round((at * 255) / (bars - 1)) * 3;
        const colour = `rgb(${table[entry]} ${table[entry + 1]} ${table[entry + 2]})`;
        return <rect key={at} x={at} width={1.05} height={1} fill={colour} />;
      })}
    </svg>
  );
}
