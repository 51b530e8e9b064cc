/** Points of one line of a plot: what it is, and y over x, both above 0. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const box = { width: 320, height: 230, left: 68, right: 28, top: 44, bottom: 40 };

/** The page's colours (src/ui/tokens.css), dark and light. */
const style = `
.page{fill:#15181b}.grid{stroke:#262b30}.text{fill:#e7eaed}.quiet{fill:#a3adb6}
.line{fill:none;stroke-width:2}.a{stroke:#5ab0ff}.b{stroke:#f2b63c}.dot.a{fill:#5ab0ff}.dot.b{fill:#f2b63c}
text{font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}.title{font-size:13px;font-weight:600}
@media (prefers-color-scheme:light){.page{fill:#fff}.grid{stroke:#dfe3e6}.text{fill:#15181b}.quiet{fill:#4d5760}
.a{stroke:#0b66c3}.b{stroke:#8a5a00}.dot.a{fill:#0b66c3}.dot.b{fill:#8a5a00}}
`.replaceAll('\n', '');

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const short = (value: number) =>
  value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));

/** The powers of ten around some values: at least two of them. */
export function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}

function panel({ title, lines }: Panel, xTitle: string, left: number): string {
  const points = lines.flatMap((line) => line.points);
  const xs = decades(points.map(([x]) => x));
  const ys = decades(points.map(([, y]) => y));
  const inner = { width: box.width - box.left - box.right, height: box.height - box.top - box.bottom };
  const part = (value: number, ticks: readonly number[]) => {
    const [low = 1, high = 10] = [ticks[0], ticks.at(-1)];
    return Math.log(value / low) / Math.log(high / low);
  };
  const x = (value: number) => (left + box.left + part(value, xs) * inner.width).toFixed(1);
  const y = (value: number) => (box.top + (1 - part(value, ys)) * inner.height).toFixed(1);
  const [bottom, right] = [box.height - box.bottom, left + box.width - box.right];
  const parts = [
    `<text class="text title" x="${left + box.left}" y="18">${escape(title)}</text>`,
    ...ys.map(
      (tick) =>
        `<path class="grid" d="M${left + box.left} ${y(tick)}H${right}"/><text class="quiet" text-anchor="end" x="${left + box.left - 6}" y="${Number(y(tick)) + 4}">${short(tick)}</text>`,
    ),
    ...xs.map(
      (tick) =>
        `<path class="grid" d="M${x(tick)} ${box.top}V${bottom}"/><text class="quiet" text-anchor="middle" x="${x(tick)}" y="${bottom + 16}">${short(tick)}</text>`,
    ),
    `<text class="quiet" text-anchor="middle" x="${left + box.left + inner.width / 2}" y="${bottom + 33}">${escape(xTitle)}</text>`,
    ...lines.flatMap((line, i) => {
      const colour = i === 0 ? 'a' : 'b';
      const path = line.points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join('');
      return [
        `<path class="line ${colour}" d="${path}"/>`,
        ...line.points.map(([px, py]) => `<circle class="dot ${colour}" cx="${x(px)}" cy="${y(py)}" r="3"/>`),
        `<circle class="dot ${colour}" cx="${left + box.left + 4 + i * 110}" cy="32" r="3"/><text class="quiet" x="${left + box.left + 12 + i * 110}" y="36">${escape(line.name)}</text>`,
      ];
    }),
  ];
  return parts.join('');
}

/** Panels side by side as an SVG picture, both axes logarithmic: a line that rises one square to the right grows in proportion. */
export function plot(title: string, xTitle: string, panels: readonly Panel[]): string {
  const width = box.width * panels.length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${box.height}" width="${width}" height="${box.height}" role="img" aria-label="${escape(title)}">` +
    `<style>${style}</style><rect class="page" width="${width}" height="${box.height}"/>` +
    `${panels.map((one, i) => panel(one, xTitle, i * box.width)).join('')}</svg>\n`
  );
}
