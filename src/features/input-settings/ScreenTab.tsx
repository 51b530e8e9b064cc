import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Slider } from '../../ui/Slider.tsx';
import styles from './InputSettings.module.css';

/** ISO/IEC 7810 ID-1: bank cards, driving licences. mm. */
const card = { width: 85.6, height: 53.98 };
const nominal = 96 / 25.4;

/** How large a millimetre is on this screen, measured with a card: for images in their true size. */
export function ScreenTab() {
  const viewer = useViewer();
  const measured = useViewerState((state) => state.preferences.screen)?.pixelsPerMm;
  const perMm = measured ?? nominal;
  return (
    <div className={styles['tab']}>
      <p className={styles['quiet']}>
        For “True size”: hold a bank card against the screen and make the frame as wide as it is.
      </p>
      <div
        className={styles['card']}
        data-testid="screen-card"
        style={{ width: card.width * perMm, height: card.height * perMm }}
      />
      <div className={styles['screen']}>
        <Slider
          label="Width of the frame"
          min={2}
          max={12}
          step={0.01}
          value={perMm}
          valueText={`${perMm.toFixed(2)} px/mm`}
          onChange={(pixelsPerMm) => viewer.setPreference('screen', { pixelsPerMm })}
        />
        <Button disabled={measured === undefined} onClick={() => viewer.setPreference('screen', undefined)}>
          As it comes
        </Button>
      </div>
      {measured === undefined && (
        <p className={styles['quiet']}>Not measured yet: 96 pixels are taken for an inch.</p>
      )}
    </div>
  );
}
