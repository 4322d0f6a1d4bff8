import { useQueryClient } from '@tanstack/react-query';
import { findPerson } from '../api/session';
import { VigieMark } from '../components/icons';
import { languages } from '../frame/Preferences';
import { changeLanguage, languageNames, useStrings } from '../i18n';
import { useSettings } from '../state/settings';
import classes from './SignIn.module.css';
import { SignInForm } from './SignInForm';

function Languages() {
  const { language } = useSettings();
  return (
    <div className={classes['languages']}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => void changeLanguage(each)}
        >
          {languageNames[each]}
        </button>
      ))}
    </div>
  );
}

/** In the place of everything else as long as the server does not know who asks; the address stays. */
export function SignInPage() {
  const t = useStrings().session;
  const client = useQueryClient();
  const enter = async () => {
    // What was asked for without a session was refused.
    client.clear();
    await findPerson();
  };
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <div className={classes['brand']}>
          <VigieMark size={32} />
          <h1>{t.title}</h1>
        </div>
        <SignInForm name="" onDone={enter} />
        <p className={classes['soft']}>{t.firstStart}</p>
        <Languages />
      </div>
    </main>
  );
}
