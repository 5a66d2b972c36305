// Scenes for computer lessons, buddies, sport and children's day care. Same hand as scenes.mjs.
import { C, balloon, chair, circle, envelope, ground, laptop, lines, path, person, rect, table, tree, wheelchair } from './kit.mjs';

// who is who: U = the person who answers (deep blue), H = the helper (mid blue), O = other people
const U = o => person({ top: C.deep, ...o });
const H = o => person({ top: C.mid, hair: 'long', ...o });
const O = o => person({ top: C.sand, ...o });

export const scenes = [];
const add = (id, nl, en, mirror, draw) => scenes.push({ id, nl, en, mirror, body: draw() });
const small = (x, y, k, s) => `<g transform="translate(${x} ${y}) scale(${k})">${s}</g>`;

add('computer-class', 'De leraar geeft computerles. Twee mensen leren.', 'The teacher gives a computer lesson. Two people learn.', 'may', () => {
  const h = H({ x: 208, f: -1, hair: 'bun', near: [178, 62] }), u = U({ x: 106, f: 1, pose: 'sit', near: [134, 116] }), o = O({ x: 36, f: 1, pose: 'sit', scarf: C.light, near: [61, 116] });
  const desk = x => path(`M${x} 124H${x + 34}M${x + 26} 126V166`) + path(`M${x + 6} 119H${x + 22}L${x + 30} 95`, 0, ' stroke-width="6"');
  return ground() + rect(116, 4, 68, 54, 4, C.white) + small(150, 51, .8, laptop(0, 0)) + chair(36) + o.back + chair(106) + u.back + desk(58) + desk(132) + o.front + u.front + h;
});
add('computer-self', 'Iemand is thuis op de computer en stuurt een bericht.', 'Someone is on the computer at home and sends a message.', 'may', () => {
  const u = U({ x: 68, f: 1, pose: 'sit', hair: 'side', near: [104, 111] });
  return ground() + path('M20 168V58L120 6L220 58V168', C.light) + path('M10 63L120 6L230 63') + chair(68) + u.back + table(94, 206) + laptop(138, 114, C.white) + u.front + envelope(154, 42, 42, 28, C.amber) + path('M146 60H136M146 50H130');
});
add('walk-together', 'Twee mensen wandelen samen en praten.', 'Two people walk together and talk.', 'may', () => {
  const u = U({ x: 84, f: 1, pose: 'walk', hair: 'side' }), h = H({ x: 148, f: 1, head: -1, pose: 'walk', hair: 'bob' });
  return ground() + tree(28, 84, 22) + tree(212, 66, 25) + h + u + balloon(88, 4, 58, 36, [100, 48], C.amber, lines(102, 18, [30, 20], 9));
});
add('exercise-group', 'Drie mensen sporten samen.', 'Three people exercise together.', 'may', () => {
  const one = (x, draw) => draw({ x, f: 0, near: [x + 22, 48], far: [x - 22, 48] }) + [-22, 22].map(d => path(`M${x + d - 7} 45h14`) + rect(x + d - 12, 37, 7, 16, 3, C.amber) + rect(x + d + 5, 37, 7, 16, 3, C.amber)).join('');
  return ground() + one(42, o => O({ ...o, hair: 'bun' })) + one(198, o => H({ ...o, hair: 'bald' })) + one(120, o => U(o));
});
add('child-care', 'Een begeleider helpt een kind met bouwen.', 'A support worker helps a child to build.', 'may', () => {
  const k = O({ x: 74, f: 1, child: 1, hipY: 128, near: [104, 114] }), h = H({ x: 182, f: -1, pose: 'kneel', near: [144, 103] });
  return ground() + k.back + h.back + rect(100, 144, 24, 24, 3, C.amber) + rect(126, 144, 24, 24, 3, C.white) + rect(112, 118, 24, 24, 3, C.amber) + rect(114, 94, 22, 22, 3, C.white) + k.front + h.front;
});
add('children-play', 'Drie kinderen spelen samen met een bal.', 'Three children play with a ball together.', 'may', () => {
  const w = wheelchair(0, -1), s = O({ x: 0, f: -1, pose: 'sit', foot: 30, sole: 154, hair: 'tail', near: [-32, 92] });
  const child = small(194, 34, 0.8, w.back + s.back + w.wheel + s.front);
  return ground() + O({ x: 42, f: 1, child: 1, hipY: 128, near: [68, 96] }) + person({ top: C.mid, x: 112, f: 0, child: 1, hipY: 128, hair: 'short', near: [134, 88], far: [90, 88] }) + child + circle(112, 44, 15, C.amber) + path('M100 36Q113 44 110 59M125 38Q116 42 115 30', 0, ' stroke-width="3"');
});
