import { ExternalLink } from 'lucide-react';
import type { ReactElement } from 'react';
import type { StudySummary } from '../../core/dataSource.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/Menu.tsx';
import { NamedIcon } from '../../ui/NamedIcon.tsx';
import { defaultModeFor } from './openIn.ts';
import type { ModeChoice, OpenStudyRequest } from './types.ts';

export interface OpenInMenuProps {
  study: StudySummary;
  modes: readonly ModeChoice[];
  defaultModeId: string | undefined;
  label: string;
  trigger: ReactElement;
  onClose: () => void;
  openStudy: (request: OpenStudyRequest) => void;
}

/** The modes that a study can be opened in; those that do not suit say why. Open as long as it is mounted. */
export function OpenInMenu({
  study,
  modes,
  defaultModeId,
  label,
  trigger,
  onClose,
  openStudy,
}: OpenInMenuProps) {
  const StudyInstanceUIDs = [study.StudyInstanceUID];
  const usual = defaultModeFor(study, modes, defaultModeId);
  return (
    <Menu open onOpenChange={(open) => open || onClose()} label={label} align="end" trigger={trigger}>
      <MenuLabel>Open in</MenuLabel>
      {modes.map((mode) => {
        const { applicable, reason } = mode.applicability(study);
        return (
          <MenuItem
            key={mode.id}
            icon={<NamedIcon name={mode.icon} />}
            disabled={!applicable}
            description={applicable ? mode.description : reason}
            shortcut={mode.id === usual?.id ? 'Enter' : undefined}
            data-mode-option={mode.id}
            onSelect={() => openStudy({ StudyInstanceUIDs, modeId: mode.id })}
          >
            {mode.displayName}
          </MenuItem>
        );
      })}
      {usual === undefined ? null : (
        <>
          <MenuSeparator />
          <MenuItem
            icon={<ExternalLink size={16} strokeWidth={1.5} />}
            shortcut="Ctrl+Enter"
            onSelect={() => openStudy({ StudyInstanceUIDs, modeId: usual.id, newTab: true })}
          >
            {`${usual.displayName} in a new tab`}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
