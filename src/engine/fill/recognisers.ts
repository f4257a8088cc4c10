/** What references/scenarios.md may name as a `recogniser`: forms of words that no list of nouns could hold. */

/** Each pattern's first group is what is quoted; a second one is the unit of a quantity. */
export const recognisers: Readonly<Record<string, RegExp>> = {
  /** `/api/v2/orders` in `POST /api/v2/orders` speaks of an order. */
  'resource-of-a-route':
    /\b(?:GET|POST|PUT|PATCH|DELETE) \/(?:api\/|v\d+\/|admin\/|internal\/|public\/|auth\/|oauth\/)*([a-z][a-z-]{2,}?)s?(?=[/?\s.,:;)]|$)/gu,
  /** `POST /orders`. */
  route: /\b((?:GET|POST|PUT|PATCH|DELETE) \/[A-Za-z0-9_/:-]+)/gu,
  /** `pricing service` in "calls the pricing service". */
  'called-service':
    /\b(?:calls?|calling|talks? to|consumes?) (?:the |our )((?!(?:same|other|real|payment)\b)[A-Za-z]+(?:['’]s)?(?:[- ][A-Za-z]+){0,2} (?:service|api|API|backend|feed))\b/gu,
  /** `at most 3 queries` for "from 3 to 400 queries". */
  'queries-before': /\bfrom (\d+) to \d+ (queries|statements)\b/gu,
  /** `100` in "100 requests per minute". */
  rate: /\b(\d[\d,.]*k?) ?(?:requests?|reqs?|calls?|hits|messages?) ?(?:per|a|\/|each) ?(?:second|minute|hour|day|sec|min|s|m|h)\b/giu,
  /** `user` in `users.id`. */
  'row-of-a-column':
    /\b([a-z]{3,}?)s?\.(?!io\b|js\b|ts\b|net\b|com\b|dev\b|md\b|py\b|rb\b|yml\b|yaml\b|json\b|sql\b|xml\b)[a-z_]{2,}\b/gu,
  /** `price` in "the last known price". */
  'fallback-noun':
    /\b(?:last known|fallback|cached|default) ((?!(?:value|answer|response|state|data|result|to|is|and|when|if|path|copy)\b)[a-z]{3,})\b/gu,
  /** `80%` in "coverage from 40 to 80%". */
  'percent-wanted': /\b(?:to|reach|at least|above|over|hit) (\d{1,3} ?%)/giu,
  percent: /\b(\d{1,3} ?%)/gu,
  /** `40M rows`, `200 GB`. */
  volume: /\b(\d[\d.,]*(?: ?(?:[kKMB]|million|billion|thousand))? rows|\d[\d.,]* ?(?:GB|TB))\b/gu,
  /** `15-minute`, `30 s`. */
  duration:
    /\b(\d+)[ -]?(ms|seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|h|days?|d|weeks?|months?)\b/gu,
  /** `OrderShipped`. */
  'event-type': /\b([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)*(?:[A-Z][a-z]+ed|Sent|Paid|Event))\b/gu,
  /** `shipment.created`, `customer.subscription.deleted`. */
  'dotted-event-type':
    /\b([a-z]+(?:\.[a-z_]+){0,3}\.(?:created|updated|deleted|succeeded|failed|paid|completed|refunded|placed|shipped|cancelled|canceled|confirmed|expired))\b/gu,
  /** A name in code marks, which it keeps: `trackingUrl`. */
  'name-in-code': /(`[A-Za-z][A-Za-z0-9_]{1,30}`)/gu,
  /** `region` in `accounts.region`. */
  'column-of-a-table': /\b[a-z]+\.([a-z]+(?:_[a-z]+)*)\b(?! ?\()/gu,
  /** A name with an underscore in code marks. */
  'snake-case-in-code': /`([a-z][a-z0-9]*_[a-z0-9_]+)`/gu,
  /** The name before the word "table", with or without code marks. */
  'name-before-table':
    /`?\b(?!(?:own|new|old|same|another|single|separate|each|every|which|this|that|temp|big|large|right|left|target|source|whole|main) )([a-z]{3,})\b`? table\b/gu,
  /** `accounts` in `accounts.region`. */
  'table-of-a-column':
    /\b([a-z]{3,})\.(?!io\b|js\b|ts\b|net\b|com\b|dev\b|md\b|py\b|rb\b|yml\b|yaml\b|json\b|sql\b|xml\b)[a-z_]{2,}\b/gu,
  /** A name with an underscore outside code marks. */
  'snake-case': /(?<!:)\b([a-z][a-z0-9]+_[a-z0-9_]+)\b(?!:)/gu,
}
