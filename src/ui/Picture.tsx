import styles from './small.module.css';
import { NamedIcon } from './NamedIcon.tsx';

export interface PictureProps {
  /** Undefined: the icon stands for it. */
  url: string | undefined;
  /** One of NamedIcon's. */
  icon: string;
}

/** A small square picture, or a drawing in its place. What it shows is said beside it. */
export const Picture = ({ url, icon }: PictureProps) => (
  <span className={styles['picture']}>
    {url === undefined ? <NamedIcon name={icon} size={20} /> : <img src={url} alt="" draggable={false} />}
  </span>
);
