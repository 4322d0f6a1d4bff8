import { UnstyledButton } from '@mantine/core';
import { ChevronLeftIcon, ChevronRightIcon, VigieMark } from '../components/icons';
import { Link } from '../components/Link';
import { useStrings } from '../i18n';
import { pageAt, pages, type Page } from '../pages';
import { usePlace } from '../state/location';
import { changeSettings, useSettings } from '../state/settings';
import classes from './Rail.module.css';

function RailLink({ page, current }: { page: Page; current: boolean }) {
  const name = useStrings().pages[page.name];
  return (
    <Link
      to={page.paths[0]}
      className={classes['link']}
      aria-label={name}
      aria-current={current ? 'page' : undefined}
      // A hand that comes near will press it: then the page is there already.
      onPointerEnter={() => void page.View.load(page.paths[0]).catch(() => undefined)}
    >
      <page.Icon size={18} />
      <span className={classes['name']}>{name}</span>
    </Link>
  );
}

/** The pages: a rail at the left of a desk, a bar at the bottom of a telephone. */
export function Rail() {
  const t = useStrings();
  const { railOpen } = useSettings();
  const here = pageAt(usePlace().path);
  const toggleName = railOpen ? t.frame.narrowRail : t.frame.widenRail;
  return (
    <nav className={classes['rail']} data-open={railOpen} aria-label={t.frame.navigation}>
      <Link to="/overview" className={classes['brand']} aria-label="Vigie">
        <VigieMark />
        <span className={classes['name']}>Vigie</span>
      </Link>
      {pages.map((page) => (
        <RailLink key={page.name} page={page} current={page === here} />
      ))}
      <UnstyledButton
        className={classes['toggle']}
        aria-label={toggleName}
        aria-expanded={railOpen}
        onClick={() => changeSettings({ railOpen: !railOpen })}
      >
        {railOpen ? <ChevronLeftIcon /> : <ChevronRightIcon />}
      </UnstyledButton>
    </nav>
  );
}
