import { useEffect, useRef } from 'react';
import {
  canDrag,
  cropOnScreen,
  draggedCrop,
  movedFace,
  type CropFace,
  type CropHandle,
} from '../../../core/threeD/cropOnScreen.ts';
import type { Box, Point } from '../../../core/viewTransform.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { useLiveViewport } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { keepDrawn } from '../linking/keepDrawn.ts';
import styles from './ThreeD.module.css';

const svgNames = 'http://www.w3.org/2000/svg';
const faceNames = [
  ['right', 'left'],
  ['front', 'back'],
  ['feet', 'head'],
] as const;
const faces: readonly CropFace[] = [0, 1, 2].flatMap((axis) =>
  [0, 1].map((end) => ({ axis, end }) as CropFace),
); // two ends of three axes

/** The box that is left of a volume in 3D, over its picture: each face is dragged by its handle, or moved by arrows. */
export function CropLayer({ handle }: LayerProps) {
  const isOn = useLiveViewport(handle, ({ threeD }) => threeD?.isCropping === true);
  return isOn ? <CropBox handle={handle} /> : null;
}

function CropBox({ handle }: Pick<LayerProps, 'handle'>) {
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const root = svg.current;
    if (!root) return undefined;
    const lines = Array.from({ length: 12 }, () => made('line', 'edge'));
    const grips = faces.map((face) => makeFace(root, handle, face));
    root.replaceChildren(...lines, ...grips);
    const draw = (box: Box) => {
      const seen = boxOnScreen(handle, box);
      if (!seen) return;
      lines.forEach((line, at) => {
        const edge = seen.edges[at];
        if (!edge) return;
        [edge.from, edge.to].forEach(([x, y], end) => {
          line.setAttribute(`x${end + 1}`, x.toFixed(1));
          line.setAttribute(`y${end + 1}`, y.toFixed(1));
        });
        line.toggleAttribute('data-behind', edge.isBehind);
      });
      grips.forEach((grip, at) => {
        const face = seen.handles[at];
        if (face) placeFace(grip, face, handle);
      });
    };
    return keepDrawn(root, draw, [handle.subscribe.bind(handle)]);
  }, [handle]);
  return (
    <svg ref={svg} className={styles['box']} data-testid="crop-box" role="group" aria-label="Crop box" />
  );
}

/** The box as it is on the screen now. */
function boxOnScreen(handle: ViewportHandle, box: Box) {
  const { threeD, presentation } = handle.getState();
  if (!threeD || !presentation) return undefined;
  const { crop, camera } = threeD.look;
  const { zoom, pan } = presentation;
  return cropOnScreen({ extent: threeD.extent, crop, camera, zoom, pan }, box);
}

function made(name: 'line' | 'circle' | 'g', className: string): SVGElement {
  const element = document.createElementNS(svgNames, name);
  element.setAttribute('class', styles[className] ?? '');
  return element;
}

function placeFace(grip: SVGElement, face: CropHandle, handle: ViewportHandle): void {
  const [x, y] = face.at;
  grip.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  grip.toggleAttribute('data-behind', face.isBehind);
  grip.toggleAttribute('data-fixed', !canDrag(face));
  const percent = Math.round((handle.getState().threeD?.look.crop[face.axis][face.end] ?? 0) * 100);
  grip.setAttribute('aria-valuenow', String(percent));
  grip.setAttribute('aria-valuetext', `${percent} %`);
}

/** A face can be dragged and, as a slider, moved by keys. */
function makeFace(root: SVGSVGElement, handle: ViewportHandle, face: CropFace): SVGElement {
  const name = faceNames[face.axis][face.end];
  const grip = made('g', 'face');
  const [reach, knob] = [made('circle', 'reach'), made('circle', 'knob')];
  reach.setAttribute('r', '14');
  knob.setAttribute('r', '6');
  grip.append(reach, knob);
  for (const [key, value] of Object.entries({
    role: 'slider',
    tabindex: '0',
    'aria-label': `Face at the ${name}`,
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    'data-face': name,
  }))
    grip.setAttribute(key, value);
  grip.addEventListener('keydown', (event) => onKey(handle, face, event));
  attachDrag(root, grip, handle, face);
  return grip;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

function onKey(handle: ViewportHandle, face: CropFace, event: KeyboardEvent): void {
  const by = steps[event.key];
  const crop = handle.getState().threeD?.look.crop;
  if (by === undefined || !crop || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  handle.setThreeD?.({ crop: movedFace(crop, face, by) });
}

function attachDrag(root: SVGSVGElement, grip: SVGElement, handle: ViewportHandle, face: CropFace): void {
  let hold: ((to: Point) => void) | undefined;
  const at = (event: PointerEvent): Point => [event.clientX, event.clientY];
  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    // Never a turn of the volume, also where the face comes straight at the eye.
    event.stopPropagation();
    event.preventDefault();
    grip.focus();
    const { width, height } = root.getBoundingClientRect();
    const taken = boxOnScreen(handle, { width, height })?.handles[faces.indexOf(face)];
    const crop = handle.getState().threeD?.look.crop;
    if (!taken || !crop || !canDrag(taken)) return;
    const from = at(event);
    grip.setPointerCapture(event.pointerId);
    hold = ([x, y]) => handle.setThreeD?.({ crop: draggedCrop(crop, taken, [x - from[0], y - from[1]]) });
  });
  grip.addEventListener('pointermove', (event) => hold?.(at(event)));
  for (const end of ['pointerup', 'pointercancel'] as const)
    grip.addEventListener(end, () => {
      hold = undefined;
    });
  grip.addEventListener('dblclick', (event) => event.stopPropagation());
}
