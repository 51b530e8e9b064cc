import { boxesOf, gridOf, type LayoutBox } from '../../core/layout/layout.ts';
import { layoutText } from '../../core/layout/text.ts';
import { visibleCells } from '../../state/hanging.ts';
import { useViewerState } from '../../state/ViewerContext.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Borders } from './Borders.tsx';
import { placeStyle } from './places.ts';
import styles from './Places.module.css';
import { ViewportCrash } from './ViewportCrash.tsx';
import { Viewport } from './Viewport.tsx';

const whole: LayoutBox = { x: 0, y: 0, width: 1, height: 1 };

/**
 * The viewports, each in its place, in the order of the layout. A maximised one
 * covers the others, which wait behind it. A viewport keeps its element for as
 * long as it is on the screen, wherever it goes.
 */
export function ViewportGrid() {
  const hanging = useViewerState((state) => state.hanging);
  const maximised = useViewerState((state) => state.maximisedViewportId);
  const cells = visibleCells(hanging);
  const boxes = boxesOf(hanging.layout);
  const grid = gridOf(hanging.layout);
  const single = maximised !== undefined && cells.some(({ id }) => id === maximised);
  return (
    <main
      className={styles['grid']}
      data-testid="viewport-grid"
      aria-label="Viewports"
      data-layout={layoutText(hanging.layout)}
      data-rows={grid?.rows}
      data-columns={grid?.columns}
      data-maximised={single ? maximised : undefined}
    >
      {cells.map((cell, index) => (
        <div
          key={cell.id}
          className={styles['place']}
          style={placeStyle(single ? whole : (boxes[index] ?? whole))}
          hidden={single && cell.id !== maximised}
        >
          <ErrorBoundary
            resetKey={`${cell.assignment}`}
            fallback={(error, reset) => <ViewportCrash error={error} onReset={reset} id={cell.id} />}
          >
            <Viewport
              cell={cell}
              number={index + 1}
              active={cell.id === hanging.activeViewportId}
              hidden={single && cell.id !== maximised}
            />
          </ErrorBoundary>
        </div>
      ))}
      {!single && <Borders layout={hanging.layout} />}
    </main>
  );
}
