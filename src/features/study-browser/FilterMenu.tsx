import { ListFilter } from 'lucide-react';
import { Fragment, useMemo } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/Menu.tsx';
import { toggled, usualView, type BrowserView } from './browserView.ts';
import { facetNames, type FacetName } from './facets.ts';
import type { FacetOption } from './rows.ts';

const HEADINGS: Readonly<Record<FacetName, string>> = {
  modality: 'Modality',
  plane: 'Plane',
  handler: 'Handler',
  acquisition: 'Acquisition',
};

interface FilterProps {
  readonly view: BrowserView;
  readonly options: () => Readonly<Record<FacetName, readonly FacetOption[]>>;
  readonly onView: (view: BrowserView) => void;
}

/** Drawn only while the menu is open: what can be chosen takes a look at every image. */
function Facets({ view, options, onView }: FilterProps) {
  const all = useMemo(() => options(), [options]);
  return facetNames.map((name) => (
    <Fragment key={name}>
      <MenuLabel>{HEADINGS[name]}</MenuLabel>
      {all[name].map(({ key, label, count: having }) => (
        <MenuItem
          key={key}
          checked={view.chosen[name].includes(key)}
          keepOpen
          data-filter={`${name} ${key}`}
          onSelect={() => onView(toggled(view, name, key))}
        >
          {label} ({having.toLocaleString()})
        </MenuItem>
      ))}
    </Fragment>
  ));
}

/** Values to let through, with how many display sets have each; it stays open while several are chosen. */
export function FilterMenu({ view, options, onView }: FilterProps) {
  const count = facetNames.reduce((sum, name) => sum + view.chosen[name].length, 0);
  return (
    <Menu
      label="Filter by"
      align="end"
      trigger={
        <IconButton
          label={count === 0 ? 'Filter by' : `Filter by, ${count} chosen`}
          size={24}
          icon={<ListFilter size={16} strokeWidth={1.5} />}
          pressed={count > 0}
        />
      }
    >
      <Facets view={view} options={options} onView={onView} />
      <MenuSeparator />
      <MenuItem disabled={count === 0} onSelect={() => onView({ ...view, chosen: usualView.chosen })}>
        Let everything through
      </MenuItem>
    </Menu>
  );
}
