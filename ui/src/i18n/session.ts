/** Sentences of signing in, and of what one may do, in both languages. */
export const sessionEn = {
  title: 'Sign in to Vigie',
  signIn: 'Sign in',
  signOut: 'Sign out',
  name: 'User name',
  password: 'Password',
  wrong: 'The user name or the password is wrong.',
  firstStart:
    'After the first start, the password of “admin” is in the file initial-admin-password in the data directory.',
  over: 'Your session is over',
  overMeaning: 'Sign in again: this page waits as it is.',
  signedInAs: (name: string) => `Signed in as ${name}`,
  account: 'My account',
  initialPassword: 'Change your password: the server made it up',
  role: { viewer: 'viewer', editor: 'editor', admin: 'admin' },
  needs: { read: 'viewer', ingest: 'editor', edit: 'editor', admin: 'admin' },
  mayNot: (name: string, role: string) =>
    `${name === '' ? 'You' : name} may not do this: it takes the role ${role}.`,
};

export type SessionStrings = typeof sessionEn;

export const sessionFr: SessionStrings = {
  title: 'Se connecter à Vigie',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  name: 'Nom d’utilisateur',
  password: 'Mot de passe',
  wrong: 'Le nom d’utilisateur ou le mot de passe est erroné.',
  firstStart:
    'Après le premier démarrage, le mot de passe de « admin » est dans le fichier initial-admin-password du dossier de données.',
  over: 'Votre session est terminée',
  overMeaning: 'Reconnectez-vous : la page vous attend telle quelle.',
  signedInAs: (name) => `Connecté : ${name}`,
  account: 'Mon compte',
  initialPassword: 'Changez votre mot de passe : le serveur l’a inventé',
  role: { viewer: 'lecture', editor: 'modification', admin: 'administration' },
  needs: { read: 'lecture', ingest: 'modification', edit: 'modification', admin: 'administration' },
  mayNot: (name, role) =>
    `${name === '' ? 'Vous n’en avez pas le droit' : `${name} n’en a pas le droit`} : il faut le rôle « ${role} ».`,
};
