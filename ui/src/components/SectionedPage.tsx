import type { ComponentType } from 'react';
import { useStrings } from '../i18n';
import type { Section } from '../pages';
import { usePlace } from '../state/location';
import { Link } from './Link';
import classes from './SectionedPage.module.css';

/** A page in parts, each at an address of its own; the first where the address names none. */
export function SectionedPage<Name extends string>({
  title,
  sections,
  views,
  first,
}: {
  title: string;
  sections: readonly Section<Name>[];
  views: Readonly<Record<Name, ComponentType>>;
  first: Name;
}) {
  const t = useStrings();
  const { path } = usePlace();
  const current = sections.find((section) => section.path === path)?.name ?? first;
  const View: ComponentType = views[current];
  return (
    <div className={classes['page']}>
      <h1>{title}</h1>
      <nav className={classes['sections']} aria-label={title}>
        {sections.map(({ path: to, name, title: label }) => (
          <Link key={name} to={to} aria-current={name === current ? 'page' : undefined}>
            {label(t)}
          </Link>
        ))}
      </nav>
      <View />
    </div>
  );
}
