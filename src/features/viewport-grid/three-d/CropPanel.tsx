import { isCropped, uncropped, type Crop, type Part } from '../../../core/threeD/crop.ts';
import { Button } from '../../../ui/Button.tsx';
import { RangeSlider } from '../../../ui/RangeSlider.tsx';
import styles from './ThreeD.module.css';

const axes = [
  ['Right to left', 'right', 'left'],
  ['Front to back', 'front', 'back'],
  ['Feet to head', 'feet', 'head'],
] as const;

const percent = (part: number) => Math.round(part * 100);

/** The box that is left of a volume: two handles along each axis of the patient. */
export function CropPanel({
  crop,
  isBoxShown,
  onCrop,
  onBox,
}: {
  readonly crop: Crop;
  readonly isBoxShown: boolean;
  readonly onCrop: (crop: Crop) => void;
  readonly onBox: (isOn: boolean) => void;
}) {
  return (
    <div className={styles['crop']}>
      {axes.map(([name, from, to], axis) => {
        const [low, high] = crop[axis] ?? [0, 1];
        return (
          <div key={name} className={styles['axis']}>
            <span>{name}</span>
            <RangeSlider
              labels={[`Cut off from the ${from}`, `Cut off from the ${to}`]}
              min={0}
              max={100}
              value={[percent(low), percent(high)]}
              valueText={(value) => `${value} %`}
              onChange={([a, b]) => onCrop(withPart(crop, axis, [a / 100, b / 100]))}
            />
            <span className={styles['figures']}>
              {percent(low)} to {percent(high)} %
            </span>
          </div>
        );
      })}
      <div className={styles['choices']}>
        <Button aria-pressed={isBoxShown} title="Alt+Shift+B" onClick={() => onBox(!isBoxShown)}>
          {isBoxShown ? 'Hide the box in the picture' : 'Drag the faces in the picture'}
        </Button>
        <Button disabled={!isCropped(crop)} onClick={() => onCrop(uncropped)}>
          Show all of it
        </Button>
      </div>
    </div>
  );
}

function withPart([x, y, z]: Crop, axis: number, part: Part): Crop {
  return [axis === 0 ? part : x, axis === 1 ? part : y, axis === 2 ? part : z];
}
