/**
 * What the linter of rules says, in French, by its codes. English is what the server writes.
 * `{0}` is the first of its arguments.
 */
export const reasonsFr: Readonly<Record<string, string>> = {
  // Marks between its parts, with the spaces that French has before them.
  'mark.colon': ' : ',
  'mark.semicolon': ' ; ',
  'changing-label':
    'l’étiquette {0} contient la valeur : chaque nouvelle valeur est une autre alerte, dont le « for » recommence et dont tout le monde est prévenu à nouveau',
  'counter-as-current':
    '{0} compte tout depuis le début de son processus et ne baisse jamais : ce n’est pas ce qui est {1} maintenant',
  'counter-as-current.instead':
    'une jauge de ce qui est là maintenant, ou ce qui a commencé moins ce qui est fini ; ce qui est arrivé dans la dernière heure est {0}',
  'counter-or-gauge':
    '{0} demande le taux de {1}, comme d’un compteur, et cette règle le compare comme une jauge : l’une des deux se trompe',
  'difference-of-counter': '{0} est un compteur : après chaque redémarrage, {1} tombe loin sous 0',
  'free-space':
    'free compte des blocs réservés à root, et les systèmes de fichiers temporaires ou en lecture seule alertent aussi ; demandez avail, sans fstype=~"tmpfs|overlay|squashfs|ramfs"',
  'label-by-two-names':
    '{0} demande {1} par {2}, cette règle par {3} : l’une des deux ne trouve rien',
  'load-per-core':
    'ce qu’une charge signifie dépend du nombre de cœurs : divisez par ce nombre, et comparez à 1 environ',
  'never-up':
    'up vaut 0 depuis un jour pour {0} : une cible qui n’expose pas de métriques est toujours absente ; interrogez plutôt son adresse publique par une sonde',
  'no-destination.all':
    'aucun destinataire n’a d’intégration : personne n’est prévenu de cette alerte, ni d’aucune des {0} du fichier',
  'no-destination.all-instead':
    '--alertmanager.config.file avec un destinataire qui prévient quelqu’un',
  'no-destination.route':
    'ses étiquettes ne mènent qu’au destinataire {0}, qui n’a pas d’intégration : personne n’est prévenu',
  'no-destination.route-instead':
    'une route pour {alertname="{0}"} vers un destinataire qui prévient quelqu’un',
  'no-series.never': '{0} ne trouve rien maintenant, ni rien d’enregistré ces {1} derniers jours',
  'no-series.recording-instead': 'collectez ce qui l’expose, ou retirez la règle {0}',
  'no-series.since': '{0} ne trouve rien maintenant, et rien depuis {1}',
  'quantile-of-bare-name':
    'un histogramme classique n’a pas de série « {0} », seulement « {1}_bucket » : cela ne donne jamais rien (un histogramme natif demande rate() autour)',
  'quantile-of-bare-name.whole-life':
    'un histogramme compte depuis le début de son processus : ce quantile ne bouge presque pas ; rate() regarde les dernières minutes',
  'quantile-out-of-buckets.above':
    'la plus haute classe finit à {0} : aucun quantile n’est au-dessus, {1} n’est jamais atteint',
  'quantile-out-of-buckets.below':
    'la plus basse classe finit à {0} : en dessous, un quantile n’est que deviné',
  'quantile-out-of-buckets.saturated':
    'il est au bout de la plus haute classe maintenant, {0} : ce qui se passe vraiment est au-dessus',
  'quantile-out-of-buckets.saturated-instead':
    'donnez à l’histogramme des classes au-dessus de {0}',
  'quantile-per-series':
    'le quantile est calculé pour chaque jeu d’étiquettes à part : du bruit, et NaN là où rien ne se passe ; additionnez d’abord les classes',
  'rate-of-gauge': '{0} est une jauge : {1} prend chaque baisse pour un redémarrage de compteur',
  'rate-of-gauge.named-total':
    '{0} est une jauge, quoi que dise son nom : {1} prend chaque baisse pour un redémarrage de compteur',
  'ratio-as-percent': 'la valeur est un rapport de 0 à 1 : 7 % s’afficherait 0.07%',
  'ratio-as-percent.panel':
    'la valeur est un rapport de 0 à 1, et l’unité du panneau compte de 0 à 100 : 7 % s’afficherait 0.07%',
  'raw-counter':
    'un compteur ne fait que croître : une fois le seuil passé, la condition reste vraie jusqu’au redémarrage du processus',
  'raw-counter.curve':
    'un compteur ne fait que croître, et tombe à chaque redémarrage : sa courbe est une pente, où ce qui se passe maintenant ne se lit pas',
  'raw-counter.ratio':
    'les deux compteurs comptent depuis le début de leur processus : leur rapport est celui de toute sa vie, et bouge à peine quand quelque chose casse',
  'self-division':
    'les deux côtés sont des séries de la même métrique avec toutes leurs étiquettes : chacune à gauche est divisée par elle-même, le résultat est toujours 1',
  'short-for': 'for est plus court que l’intervalle d’évaluation, {0} : il vaut un intervalle',
  'short-range':
    'les échantillons de {0} sont espacés de {1} : il y en a moins de deux dans {2}, et {3} ne donne rien',
  'unaggregated-rate':
    'chaque jeu d’étiquettes est comparé seul : le seuil peut ne jamais être atteint alors que la somme est bien au-dessus',
  'unbounded-label':
    'une série est enregistrée par {0} : leur nombre n’a pas de borne, et elles peuvent concerner des personnes',
  'unbounded-label.address':
    '{0} a une série par {1}, {2} maintenant, et ce sont des adresses : leur nombre n’a pas de borne, et elles peuvent concerner des personnes',
  'unbounded-label.email':
    '{0} a une série par {1}, {2} maintenant, et ce sont des adresses de courriel : leur nombre n’a pas de borne, et elles concernent des personnes',
  'unbounded-label.identifier':
    '{0} a une série par {1}, {2} maintenant, et elles ressemblent à des identifiants : leur nombre n’a pas de borne',
  'unbounded-label.many': '{0} a une série par {1}, et {2} maintenant',
  'unbounded-label.path':
    '{0} a une série par {1}, {2} maintenant, et ce sont des chemins contenant des identifiants : la route, comme /users/{id}, a une borne, eux non',
  'unbounded-label.stored':
    '{0} a une série par {1}, {2} maintenant : leur nombre n’a pas de borne, et elles peuvent concerner des personnes',
  'unit-mismatch.cumulative':
    '{0} est au-dessus de 100 et n’a pas baissé depuis une heure : c’est une somme depuis le début du processus (de secondes, pour le processeur), pas un pourcentage, et la condition reste vraie pour toujours',
  'unit-mismatch.panel': 'ce qui est demandé est en {0}, et le panneau l’affiche en {1}',
  'unit-mismatch.percent': '{0} va de 0 à 100, et {1} ressemble à un rapport de 0 à 1',
  'unit-mismatch.ratio': '{0} va de 0 à 1, et {1} ressemble à un pourcentage',
  'unit-mismatch.share':
    '{0} ressemble à la part d’une limite, mais est comparé à une quantité de mémoire',
  'unit-mismatch.sides': 'le côté gauche de {0} est en {1}, le côté droit en {2}',
  'unit-mismatch.sides-instead': 'comparez {0} à {1} : écrivez une autre métrique, ou un nombre',
  'unknown-severity.route':
    'aucune route ne demande la gravité « {0} », seulement {1} : l’alerte va où va le reste',
  'unknown-severity.scale': 'l’échelle des gravités n’a pas le mot « {0} »',
  'vanished-target':
    'une cible qui n’est plus découverte n’a pas de série « up » : l’alerte reste muette',
  'zero-counter':
    'un nom en _total est celui d’un compteur, et il ne vaut 0 que jusqu’au premier compte : après chaque redémarrage, et, si c’est une jauge malgré tout, quand personne n’est là, la nuit par exemple',
  'zero-of-absent':
    'avant le premier événement il n’y a pas de série, donc rien à comparer à 0 ; et chaque jeu d’étiquettes est comparé seul',
  // Why a selector matches nothing: its details, in the order of their names.
  'explain.noSuchMetric': 'aucune série ne s’appelle {0} ; au plus près : {1}',
  'explain.metricAtOtherTimes': 'des séries s’appellent {0}, mais pas à ce moment',
  'explain.matcherEmpties': '{1} ne retient aucune série ; valeurs de {0} : {2}',
  'explain.labelMissing': 'aucune série n’a d’étiquette {0}, comme le demande {1}',
  'explain.matchersTogether': 'chaque condition seule trouve des séries, toutes ensemble aucune',
};
