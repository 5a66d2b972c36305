import { C, person, ground, balloon, lines, chair, table, armchair, door, bag, cup, clock, tick, envelope, sun, pen, path, circle, rect } from './kit.mjs';

// scenes for shelter, sheltered living, recovery and waiting; U, H and O as in scenes.mjs
const U = o => person({ top: C.deep, ...o });
const H = o => person({ top: C.mid, hair: 'long', ...o });
const O = o => person({ top: C.sand, ...o });

export const scenes = [];
const add = (id, nl, en, mirror, draw) => scenes.push({ id, nl, en, mirror, body: draw() });

add('collect-post', 'Iemand krijgt een brief. Een medewerker helpt.', 'Someone gets a letter. A worker helps.', 'may', () => {
  const u = U({ x: 48, f: 1, wear: 'coat', hair: 'side', near: [86, 92] }), h = H({ x: 152, f: -1, near: [124, 92] });
  const boxes = [0, 1, 2, 3].flatMap(r => [0, 1].map(c => rect(174 + c * 26, 22 + r * 22, 26, 22, 0, C.light))).join('');
  return ground() + boxes + [[178, 32], [204, 54], [178, 76]].map(([x, y]) => rect(x + 2, y, 14, 10, 1, C.white)).join('') + path('M174 110V166M226 110V166') + u.back + h.back + rect(108, 116, 66, 50, 4, C.sand) + envelope(82, 74, 44, 28, C.amber) + u.front + h.front;
});
add('rest-day', 'Iemand rust uit in een stoel. Het is dag.', 'Someone rests in a chair. It is daytime.', 'may', () => {
  const u = U({ x: 76, f: 1, pose: 'sit', lean: -10, foot: 52, sole: 132, hair: 'curly', near: [92, 126] });
  return ground() + rect(136, 14, 78, 72, 4, C.white) + sun(175, 48, 13) + path('M136 14H158Q158 62 136 76ZM214 14H192Q192 62 214 76Z', C.light) + path('M128 86H222') + armchair(76) + rect(112, 139, 38, 27, 6, C.sand) + u + table(168, 220, 124) + cup(194, 122, C.white);
});
add('make-plan', 'Twee mensen maken samen een plan.', 'Two people make a plan together.', 'not', () => {
  const u = U({ x: 36, f: 1, hair: 'bob', near: [76, 90] }), h = H({ x: 204, f: -1, hair: 'short', near: [164, 80] });
  const row = (y, done) => rect(90, y - 8, 16, 16, 3, done ? C.amber : C.white) + (done ? tick(98, y, .7) : '') + path(`M116 ${y}H146`);
  return ground() + rect(78, 12, 84, 112, 5, C.white) + path('M94 124L86 166M146 124L154 166') + row(36, 1) + row(66, 1) + row(96, 0) + pen(100, 98, 76, 90) + u + h;
});
add('peer-circle', 'Iemand vertelt iets in een groep. De groep luistert.', 'Someone tells something in a group. The group listens.', 'may', () => {
  const u = U({ x: 44, f: 1, pose: 'sit', hair: 'curly', near: [80, 104] }), m = O({ x: 122, f: 0, head: -1, pose: 'lap', scarf: C.light, near: [132, 131], far: [112, 131] }), b = person({ top: C.mid, x: 200, f: -1, pose: 'sit', hair: 'short', near: [170, 122] });
  return ground() + path('M104 104V166M140 104V166') + rect(102, 98, 40, 34, 5, C.sand) + m + chair(44) + chair(200, -1) + u + b + balloon(58, 6, 78, 44, [62, 60], C.amber, lines(74, 21, [46, 46, 28], 8));
});
add('street-greet', 'Iemand groet een buur op straat.', 'Someone greets a neighbour in the street.', 'may', () => {
  const u = U({ x: 90, f: 1, hair: 'bun', near: [118, 62, 'down'] }), o = O({ x: 186, f: -1, hair: 'short', pose: 'walk', near: [158, 62, 'down'] });
  return ground() + path('M18 168V62L54 24L90 62V168', C.light) + path('M8 72L54 24L100 72') + door(26, 88, 38, C.amber) + u + bag(206, 112, C.white) + o;
});
add('wait-explained', 'De medewerker vertelt hoe lang het wachten duurt.', 'The worker tells how long the wait is.', 'not', () => {
  const u = U({ x: 50, f: 1, pose: 'sit', hair: 'side', near: [78, 122] }), h = H({ x: 194, f: -1, hair: 'bun', near: [158, 100] });
  return ground() + chair(50) + u + h + balloon(72, 8, 84, 76, [176, 58], C.white, clock(114, 46, 28, 0, 240));
});
