import { visibleCells } from '../../state/hanging.ts';
import { useViewerState } from '../../state/ViewerContext.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { ViewportCrash } from './ViewportCrash.tsx';
import { Viewport } from './Viewport.tsx';
import styles from './ViewportGrid.module.css';

/** The viewports, row by row. A maximised one covers the grid; the others wait behind it. */
export function ViewportGrid() {
  const hanging = useViewerState((state) => state.hanging);
  const maximised = useViewerState((state) => state.maximisedViewportId);
  const { rows, columns } = hanging.layout;
  const cells = visibleCells(hanging);
  const single = maximised !== undefined && cells.some(({ id }) => id === maximised);
  return (
    <main
      className={styles['grid']}
      data-testid="viewport-grid"
      aria-label="Viewports"
      data-rows={rows}
      data-columns={columns}
      data-maximised={single ? maximised : undefined}
      style={
        single
          ? { gridTemplateRows: '1fr', gridTemplateColumns: '1fr' }
          : {
              gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }
      }
    >
      {cells.map((cell, index) => (
        <ErrorBoundary
          key={cell.id}
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
      ))}
    </main>
  );
}
