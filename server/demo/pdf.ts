/**
 * A PDF writer for the demo's documents: pages of A4 with the standard
 * Helvetica fonts, lines, filled rectangles and grey pictures (PDF 1.4). The
 * same bytes for the same drawing. Units are points, the origin is at the top
 * left.
 */
export interface PdfPage {
  text(x: number, y: number, size: number, text: string, bold?: boolean): void;
  /** Text broken at `width` points; answers the y below it. */
  paragraph(x: number, y: number, size: number, width: number, text: string): number;
  line(points: readonly (readonly [number, number])[], grey: number, width: number): void;
  rectangle(
    x: number,
    y: number,
    width: number,
    height: number,
    rgb: readonly [number, number, number],
  ): void;
  picture(x: number, y: number, size: number, pixels: Uint8Array, columns: number): void;
}

const pageWidth = 595;
const pageHeight = 842;
const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Latin-1 (WinAnsi) text as a PDF string. */
const literal = (text: string): string => `(${text.replaceAll(/[\\()]/g, (character) => `\\${character}`)})`;

/** Helvetica's widths, in thousandths, near enough to break lines by. */
function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) {
    if ("iljtfI.,:;'|! ()".includes(character)) width += 280;
    else if ('mwMW'.includes(character)) width += 850;
    else if (/[A-Z]/.test(character)) width += 690;
    else width += 550;
  }
  return (width * size) / 1000;
}

/** Draws each page with its function and answers the file. */
export function writePdf(title: string, pages: readonly ((page: PdfPage) => void)[]): Uint8Array {
  const objects: Uint8Array[] = [];
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const add = (body: Uint8Array): number => objects.push(body);
  const stream = (dictionary: string, data: Uint8Array): Uint8Array =>
    Buffer.concat([
      bytes(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
      data,
      bytes('\nendstream'),
    ]);

  add(bytes('<< /Type /Catalog /Pages 2 0 R >>'));
  add(bytes(''));
  const font = (name: string): Uint8Array =>
    bytes(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`);
  add(font('Helvetica'));
  add(font('Helvetica-Bold'));
  const info = add(bytes(`<< /Title ${literal(title)} /Producer (Hangar demo) >>`));

  const kids: number[] = [];
  for (const draw of pages) {
    const commands: string[] = [];
    const pictures: number[] = [];
    const page: PdfPage = {
      text(x, y, size, text, bold = false) {
        commands.push(
          `BT /F${bold ? 2 : 1} ${n(size)} Tf ${n(x)} ${n(pageHeight - y)} Td ${literal(text)} Tj ET`,
        );
      },
      paragraph(x, y, size, width, text) {
        let line = '';
        let at = y;
        for (const word of text.split(' ')) {
          const longer = line === '' ? word : `${line} ${word}`;
          if (textWidth(longer, size) > width && line !== '') {
            page.text(x, at, size, line);
            at += size * 1.45;
            line = word;
          } else {
            line = longer;
          }
        }
        page.text(x, at, size, line);
        return at + size * 1.45;
      },
      line(points, grey, width) {
        const path = points.map(([x, y], index) => `${n(x)} ${n(pageHeight - y)} ${index === 0 ? 'm' : 'l'}`);
        commands.push(`${n(grey)} G ${n(width)} w ${path.join(' ')} S`);
      },
      rectangle(x, y, width, height, rgb) {
        commands.push(
          `${rgb.map(n).join(' ')} rg ${n(x)} ${n(pageHeight - y - height)} ${n(width)} ${n(height)} re f 0 g`,
        );
      },
      picture(x, y, size, pixels, columns) {
        const rows = pixels.length / columns;
        const id = add(
          stream(
            `/Type /XObject /Subtype /Image /Width ${columns} /Height ${rows} /ColorSpace /DeviceGray /BitsPerComponent 8`,
            pixels,
          ),
        );
        pictures.push(id);
        commands.push(
          `q ${n(size)} 0 0 ${n((size * rows) / columns)} ${n(x)} ${n(pageHeight - y - (size * rows) / columns)} cm /P${id} Do Q`,
        );
      },
    };
    draw(page);
    const contents = add(stream('', bytes(commands.join('\n'))));
    const named = pictures.map((id) => `/P${id} ${id} 0 R`).join(' ');
    kids.push(
      add(
        bytes(
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Contents ${contents} 0 R ` +
            `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << ${named} >> >> >>`,
        ),
      ),
    );
  }
  objects[1] = bytes(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  );

  const parts: Uint8Array[] = [bytes('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  objects.forEach((body, index) => {
    const whole = Buffer.concat([bytes(`${index + 1} 0 obj\n`), body, bytes('\nendobj\n')]);
    offsets.push(length);
    length += whole.length;
    parts.push(whole);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    bytes(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
