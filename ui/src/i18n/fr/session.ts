import type { SessionStrings } from '../session';

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
