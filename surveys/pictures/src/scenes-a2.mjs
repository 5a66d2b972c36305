import { balloon, C, chair, circle, ground, NS, path, person, rect, S, tick, wheelchair, windowP } from './kit.mjs'

// who is who: U = the person who answers (deep blue), H = the helper (mid blue), O = other people
const U = o => person({ top: C.deep, ...o });
const H = o => person({ top: C.mid, hair: 'long', ...o });
const O = o => person({ top: C.sand, ...o });
const wheeler = (x, f, o = {}) => { const w = wheelchair(x, f), p = U({ pose: 'sit', x, f, foot: 33, sole: 154, ...o }); return { back: w.back + p.back, wheel: w.wheel, front: p.front, toString() { return this.back + this.wheel + this.front; } }; };
const THUMB = `${path('M134 56h12v30h-12ZM146 58L154 38Q156 33 160 33Q166 33 166 40V50H179Q185 50 185 55Q185 59 182 60Q185 62 184 66Q183 70 180 71Q182 74 180 77Q178 80 174 80L146 82Z', C.light, S(0, 5))}`;

export const scenes = [];
const add = (id, nl, en, mirror, draw) => scenes.push({ id, nl, en, mirror, body: draw() });

add('inside-lift', 'Iemand in een rolstoel gaat met de lift.', 'Someone in a wheelchair takes the lift.', 'may', () => {
  const w = wheeler(76, 1, { near: [86, 122, 'in'], far: [113, 96] });
  return ground() + path('M128 168V10H226V168', C.light) + rect(146, 44, 62, 124, 0, C.white) + rect(146, 44, 16, 124, 0, C.amber) + rect(192, 44, 16, 124, 0, C.amber) + path('M156 34l9-14 9 14ZM180 20l9 14 9-14Z', C.amber, S(0, 3)) + circle(137, 96, 4, C.white, S(0, 3)) + w;
});
add('child-measured', 'De medewerker meet hoe lang een kind is. Een ouder kijkt.', 'The worker measures how tall a child is. A parent looks on.', 'may', () => {
  const u = U({ x: 42, f: 1, pose: 'sit', hair: 'bob', near: [76, 122] }), k = O({ x: 126, f: 0, child: 1, hipY: 128 }), h = H({ x: 194, f: -1, hair: 'short', near: [160, 76] });
  return ground() + chair(42) + u + rect(112, 20, 28, 146, 3, C.light) + path('M114 34h9M114 48h13M114 62h9', 0, S(0, 3)) + k + rect(104, 62, 54, 8, 3, C.amber) + h;
});
add('see-strength-home', 'Iemand hangt de was op. De begeleider ziet dat het goed gaat.', 'Someone hangs up the washing. The support worker sees that it goes well.', 'may', () => {
  const u = U({ x: 54, f: 1, hair: 'bun', near: [82, 54], far: [70, 58] }), h = H({ x: 200, f: -1, pose: 'sit', hair: 'short', near: [170, 122] });
  return ground() + path('M16 48H132M16 48V166M132 48V166') + path('M74 48H118V52L124 60L117 67L113 64V92H81V64Z', C.amber) + u + path('M84 168L80 148H112L108 168Z', C.light) + chair(200, -1) + h + balloon(142, 8, 70, 50, [188, 68], C.white, `<g transform="translate(177 33) scale(.62) translate(-160 -58)">${THUMB}</g>`);
});
add('own-food', 'Iemand neemt eten van thuis mee. De anderen eten mee.', 'Someone brings food from home. The others eat too.', 'may', () => {
  const u = U({ x: 40, f: 1, scarf: C.light, wear: 'dress', near: [78, 88], far: [76, 80] }), a = O({ x: 152, f: 0, pose: 'lap', hair: 'side', near: [166, 112], far: [138, 112] }), b = person({ top: C.mid, x: 208, f: -1, pose: 'sit', hair: 'curly', near: [178, 106] });
  return ground() + a.back + chair(208, -1) + b.back + path('M124 118V166M186 118V166') + rect(112, 115, 84, 7, 3.5, C.sand) + a.front + path('M174 103h22q-2 11-11 11t-11-11Z', C.white) + b.front + u.back + path('M82 82H130V98a10 10 0 0 1-10 10H92a10 10 0 0 1-10-10Z', C.amber) + path('M82 82Q92 66 106 72Q122 64 130 82Z', C.white) + path('M76 88h6M130 88h6') + path('M98 56q-6-8 0-16M114 56q-6-8 0-16') + u.front;
});
add('stay-over', 'Iemand komt logeren. Het bed staat klaar.', 'Someone comes to stay. The bed is ready.', 'may', () => {
  const u = U({ x: 54, f: 1, pose: 'walk', hair: 'bun', near: [76, 112] });
  return ground() + path('M100 168V18H226V168', C.light) + windowP(166, 34, 40, 38, C.white) + path('M118 106V166M216 130V166') + rect(118, 140, 98, 13, 4, C.sand) + path('M124 140Q120 120 134 120H148Q156 120 154 140Z', C.white) + path('M146 140V132Q146 124 156 124H202Q214 124 214 140Z', C.deep, NS) + u.back + path('M68 116v-5a8 8 0 0 1 16 0v5') + rect(58, 116, 36, 34, 4, C.amber) + u.front;
});
add('aid-fits', 'Iemand zit in een rolstoel. De medewerker meet of de rolstoel past.', 'Someone sits in a wheelchair. The worker measures if the wheelchair fits.', 'not', () => {
  const w = wheeler(72, 1, { near: [88, 122, 'in'] }), h = H({ x: 186, f: -1, pose: 'kneel', hair: 'tail', near: [148, 112], far: [150, 132] });
  return ground() + w + h.back + rect(124, 92, 10, 74, 2, C.amber) + path('M124 106h5M124 120h5M124 134h5M124 148h5', 0, S(0, 3)) + h.front + balloon(128, 10, 52, 36, [172, 58], C.white, tick(152, 28, 1));
});
add('fit-rail', 'Een bouwer zet een steun vast bij de douche. Iemand kijkt.', 'A builder fixes a grab rail in the shower. Someone looks on.', 'may', () => {
  const u = U({ x: 40, f: 1, hair: 'bun' }), h = H({ x: 116, f: 1, hair: 'cap', near: [150, 82], far: [154, 104] });
  return ground() + path('M88 168V14H226V168', C.light) + path('M88 128H226M134 128V168M180 128V168', 0, S(C.white)) + path('M176 92H206') + path('M88 168V14H226V168') + path('M206 32h-16v10') + path('M180 42h20l5 9h-30Z', C.white) + path('M190 58v5M182 58l-2 5M198 58l2 5', 0, S(0, 3)) + u + h.back + circle(168, 92, 7, C.white) + circle(212, 92, 7, C.white) + path('M168 92H212', 0, S(0, 13)) + path('M168 92H212', 0, S(C.amber, 6)) + path('M150 82L164 90') + h.front;
});
add('door-held', 'De medewerker houdt de deur open. Iemand rijdt naar binnen.', 'The worker holds the door open. Someone wheels in.', 'may', () => {
  const w = wheeler(66, 1, { near: [78, 122, 'in'] }), h = H({ x: 190, f: -1, hair: 'tail', near: [160, 92] });
  return ground() + rect(112, 22, 114, 146, 3, C.light) + rect(120, 32, 32, 136, 0, C.white) + w + path('M152 32L166 22V176L152 168Z', C.amber) + h;
});
add('loved-one-helped', 'Iemand kijkt toe. De begeleider helpt een ander met schilderen.', 'Someone looks on. The support worker helps another person to paint.', 'may', () => {
  const u = U({ x: 36, f: 1, hair: 'bob', near: [62, 72, 'down'] }), o = O({ x: 108, f: 1, pose: 'sit', hair: 'side', near: [146, 92] }), h = H({ x: 206, f: -1, hair: 'short', near: [176, 104], far: [172, 88] });
  return ground() + u + chair(108) + o.back + path('M150 168L160 62M186 168L176 62') + rect(146, 58, 42, 52, 3, C.white) + path('M156 92q8-14 14-4t10-6', 0, S(C.amber, 6)) + o.front + h;
});
