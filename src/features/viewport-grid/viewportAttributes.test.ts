// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { emptyViewportState, type ViewportState } from '../../core/viewport.ts';
import { emptyCell, type ViewportCell } from '../../state/viewerState.ts';
import { stateOf, writeViewportAttributes } from './viewportAttributes.ts';

const cell: ViewportCell = { ...emptyCell(0), displaySetInstanceUID: '2.25.1', kind: 'stack' };
const shown: ViewportState = {
  ...emptyViewportState,
  status: 'rendered',
  displaySetInstanceUID: '2.25.1',
  kind: 'stack',
  imageCount: 12,
  image: { index: 4, SOPInstanceUID: '1.2.5', frame: 1 },
};

const hooksOf = (element: HTMLElement): Record<string, string> =>
  Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));

function written(...[of, live, broken = false]: [ViewportCell, ViewportState, boolean?]) {
  const element = document.createElement('div');
  writeViewportAttributes(element, of, live, broken);
  return hooksOf(element);
}

describe('the hooks of a viewport', () => {
  test('an image that is on the canvas is named in full', () => {
    expect(written(cell, shown)).toEqual({
      'data-display-set-uid': '2.25.1',
      'data-viewport-kind': 'stack',
      'data-state': 'rendered',
      'data-image-index': '4',
      'data-image-count': '12',
      'data-sop-instance-uid': '1.2.5',
      'data-frame': '1',
    });
  });

  test('an empty one says so with an empty UID, whatever was drawn before', () => {
    expect(written(emptyCell(0), shown)).toEqual({
      'data-display-set-uid': '',
      'data-viewport-kind': '',
      'data-state': 'empty',
    });
  });

  test('while the former picture is still the live one, the new display set is loading, without an image', () => {
    const next = { ...cell, displaySetInstanceUID: '2.25.2' };
    expect(stateOf(next, shown, false)).toBe('loading');
    const hooks = written(next, shown);
    expect(hooks['data-state']).toBe('loading');
    expect(hooks).not.toHaveProperty('data-image-index');
    expect(hooks).not.toHaveProperty('data-image-count');
    expect(hooks).not.toHaveProperty('data-sop-instance-uid');
    expect(hooks).not.toHaveProperty('data-frame');
  });

  test('an image that failed is not named', () => {
    const hooks = written(cell, { ...shown, status: 'error' });
    expect(hooks['data-state']).toBe('error');
    expect(hooks['data-image-count']).toBe('12');
    expect(hooks).not.toHaveProperty('data-sop-instance-uid');
  });

  test('a viewport that could not be made is an error, but an empty one is only empty', () => {
    expect(stateOf(cell, emptyViewportState, true)).toBe('error');
    expect(stateOf(emptyCell(0), emptyViewportState, true)).toBe('empty');
  });

  test('what no longer holds is taken off the element', () => {
    const element = document.createElement('div');
    writeViewportAttributes(element, cell, shown, false);
    writeViewportAttributes(element, cell, { ...shown, status: 'loading', image: undefined }, false);
    expect(hooksOf(element)).toEqual({
      'data-display-set-uid': '2.25.1',
      'data-viewport-kind': 'stack',
      'data-state': 'loading',
      'data-image-count': '12',
    });
  });
});
