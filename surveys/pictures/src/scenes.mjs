import { C, person, ground, balloon, lines, chair, table, roundTable, armchair, door, windowP, cup, phone, clock, tick, badge, calendar, envelope, coin, heart, sun, tree, plant, cane, book, laptop, wheelchair, taxi, tool, stones, flag, pen, clipboard, backpack, key, bag, stairs, ear, miniHouse, miniTaxi, smile, path, circle, rect, move, NS, S } from './kit.mjs';

// who is who: U = the person who answers (deep blue), H = the helper (mid blue), O = other people
const U = o => person({ top: C.deep, ...o });
const H = o => person({ top: C.mid, hair: 'long', ...o });
const O = o => person({ top: C.sand, ...o });
const wheeler = (x, f, o = {}) => { const w = wheelchair(x, f), p = U({ pose: 'sit', x, f, foot: 33, sole: 154, ...o }); return { back: w.back + p.back, wheel: w.wheel, front: p.front, toString() { return this.back + this.wheel + this.front; } }; };

export const scenes = [];
const add = (id, nl, en, mirror, draw) => scenes.push({ id, nl, en, mirror, body: draw() });

// ---- getting help ----
add('ask-help', 'Iemand belt voor hulp. Een ander neemt op.', 'Someone phones for help. Another person answers.', 'may', () => {
  const u = U({ x: 44, f: 1, near: [52, 63] }), h = H({ x: 192, f: -1, pose: 'sit', hair: 'tail', near: [184, 85], far: [156, 110] });
  return ground() + chair(192, -1) + u.back + phone(51, 55, 10) + u.near + h.back + table(108, 174) + phone(185, 77, -10) + h.front + path('M70 36Q118 2 164 58', 0, ' stroke-dasharray="0 11"') + cup(126, 113, C.white);
});
add('help-fast', 'De hulp komt snel. De klok laat een kort stukje zien.', 'Help comes quickly. The clock shows a short time.', 'not', () => {
  const u = U({ x: 194, f: -1, hair: 'bun', wear: 'dress', near: [158, 100] }), h = H({ x: 78, f: 1, pose: 'walk', hair: 'short', near: [116, 98], lean: 6 });
  return ground() + clock(136, 36, 28, 0, 60) + path('M42 82H18M34 102H10M42 122H18') + u + h;
});
add('taken-seriously', 'Iemand vertelt iets. De medewerker schrijft het op.', 'Someone tells something. The worker writes it down.', 'may', () => {
  const w = wheeler(52, 1, { near: [86, 110] }), h = H({ x: 198, f: -1, pose: 'sit', near: [164, 122], far: [160, 118] });
  return ground() + w + chair(198, -1) + h.back + rect(116, 78, 42, 52, 4, C.white) + miniHouse(137, 100) + path('M127 120h10') + pen(147, 112, 164, 122) + h.front + balloon(58, 8, 58, 46, [66, 62], C.amber, miniHouse(87, 31));
});
add('talk-equal', 'Twee mensen praten aan tafel. Ze zitten even hoog.', 'Two people talk at a table. They sit at the same height.', 'may', () => {
  const u = U({ x: 58, f: 1, pose: 'sit', near: [96, 111] }), h = H({ x: 182, f: -1, pose: 'sit', near: [144, 111] });
  return ground() + chair(58) + chair(182, -1) + u.back + h.back + roundTable(84, 156) + u.front + h.front + balloon(56, 12, 58, 38, [72, 60], C.amber, lines(69, 27, [32, 22])) + balloon(126, 12, 58, 38, [168, 60], C.amber, lines(139, 27, [32, 22]));
});
add('search-together', 'Twee mensen zoeken samen een oplossing.', 'Two people look for a solution together.', 'may', () => {
  const u = U({ x: 40, f: 1, hair: 'bob', near: [76, 104] }), h = H({ x: 200, f: -1, hair: 'short', near: [160, 92] });
  return ground() + rect(80, 10, 80, 108, 5, C.white) + path('M94 26h52M94 38h52M146 52h-4M146 106h-30') + path('M75 105L94 90') + circle(112, 74, 25, C.amber) + miniHouse(112, 73) + u + h;
});
add('listen', 'De een praat. De ander luistert goed.', 'One person talks. The other listens well.', 'may', () => {
  const u = U({ x: 50, f: 1, pose: 'sit', hair: 'curly', near: [86, 102] }), h = H({ x: 196, f: -1, pose: 'sit', lean: 12, hair: 'short', near: [166, 122] });
  return ground() + chair(50) + chair(196, -1) + u + h + balloon(56, 8, 66, 42, [68, 60], C.white, lines(71, 22, [36, 36, 22], 8)) + path('M134 20Q141 29 134 38M146 14Q157 29 146 44') + ear(186, 30, C.amber);
});
add('explain-clear', 'De medewerker legt iets uit. De ander snapt het.', 'The worker explains something. The other person understands.', 'not', () => {
  const u = U({ x: 46, f: 1, hair: 'side' }), h = H({ x: 198, f: -1, hair: 'bun', near: [160, 84] });
  return ground() + rect(98, 52, 58, 68, 5, C.white) + miniHouse(127, 73, C.light) + path('M110 97h34M110 108h22') + u + h + balloon(56, 2, 52, 32, [62, 45], C.amber, tick(82, 18, .9));
});
add('takes-time', 'De medewerker neemt de tijd.', 'The worker takes time.', 'not', () => {
  const u = U({ x: 58, f: 1, pose: 'sit', hair: 'side', near: [90, 108] }), h = H({ x: 182, f: -1, pose: 'sit', hair: 'bob', near: [150, 108] });
  return ground() + chair(58) + chair(182, -1) + u.back + h.back + roundTable(82, 158) + cup(103, 113, C.white) + cup(137, 113, C.white, -1) + u.front + h.front + clock(120, 40, 32, 0, 210);
});
add('support-at-talk', 'Iemand gaat mee naar het gesprek.', 'Someone comes along to the talk.', 'may', () => {
  const o = O({ x: 40, f: 1, top: C.amber, hair: 'tail', near: [72, 98] }), u = U({ x: 88, f: 1, pose: 'sit', near: [122, 110] }), h = H({ x: 200, f: -1, pose: 'sit', hair: 'short', near: [166, 110] });
  return ground() + chair(88) + chair(200, -1) + u.back + h.back + o.back + table(114, 176) + u.front + h.front + o.near;
});
add('choose-yourself', 'Iemand kiest: de ene deur of de andere deur.', 'Someone chooses: one door or the other door.', 'may', () => {
  const u = U({ x: 120, f: 1, near: [159, 86], far: [84, 96] });
  return ground() + door(18, 44, 54, C.light, 1) + door(168, 44, 54, C.amber, -1) + u;
});
add('keep-appointments', 'Twee mensen geven elkaar een hand. De afspraak staat in de kalender.', 'Two people shake hands. The appointment is in the calendar.', 'not', () => {
  const u = U({ x: 46, f: 1, hair: 'short', near: [84, 98] }), h = H({ x: 128, f: -1, hair: 'bun', near: [90, 98] });
  return ground() + calendar(160, 30, 64, 72) + [0, 1, 2].map(k => [0, 1].map(j => k === 1 && j === 1 ? '' : circle(173 + k * 19, 60 + j * 25, 3, C.ink, NS)).join('')).join('') + rect(180, 73, 24, 22, 3, C.amber) + tick(191.5, 84.5, .8) + u + h;
});
add('help-fits', 'Iemand vraagt om een stoel. Een ander brengt die stoel.', 'Someone asks for a chair. Another person brings that chair.', 'may', () => {
  const u = U({ x: 42, f: 1, hair: 'bun', near: [64, 112] }), h = H({ x: 200, f: -1, pose: 'walk', hair: 'short', near: [161, 96], far: [164, 112] });
  return ground() + cane(66, 108) + u + balloon(74, 8, 60, 58, [60, 52], C.white, path('M98 54V40M116 54V45') + rect(95, 18, 7, 26, 3, C.amber) + rect(95, 38, 25, 7, 3, C.amber)) + h.back + path('M154 152V128M122 152V128') + rect(118, 120, 40, 8, 3, C.amber) + rect(150, 80, 8, 44, 3, C.amber) + h.front;
});
add('rules-explained', 'De medewerker is eerlijk over de regels: wat mag en wat niet.', 'The worker is honest about the rules: what is allowed and what is not.', 'not', () => {
  const u = U({ x: 46, f: 1, hair: 'bob', wear: 'dress' }), h = H({ x: 200, f: -1, hair: 'short', near: [162, 78] });
  return ground() + path('M98 112L90 166M148 112L156 166') + rect(84, 16, 78, 98, 5, C.white) + path('M84 21a5 5 0 0 1 5-5h68a5 5 0 0 1 5 5v11H84Z', C.amber) + tick(103, 50, .9) + path('M97 69l10 10M107 69l-10 10') + tick(103, 98, .9) + path('M120 49h28M120 74h28M120 98h28') + u + h;
});
add('same-worker', 'Elke keer komt dezelfde begeleider.', 'The same support worker comes each time.', 'may', () =>
  [12, 88, 164].map(x => rect(x, 36, 64, 102, 5, C.white) + path(`M${x} 41a5 5 0 0 1 5-5h54a5 5 0 0 1 5 5v13h-64ZM${x + 18} 30v11M${x + 46} 30v11`, C.amber) + H({ x: x + 32, f: 0, pose: 'bust', hipY: 130, torso: 36 })).join('') );
add('reach-worker', 'Iemand belt met een begeleider. De begeleider is op het scherm.', 'Someone calls a support worker. The worker is on the screen.', 'may', () => {
  const u = U({ x: 48, f: 1, pose: 'sit', near: [82, 84] });
  return ground() + chair(48) + u.back + table(82, 222) + rect(106, 18, 104, 97, 8, C.amber) + rect(116, 28, 84, 77, 3, C.white) + H({ x: 152, f: 0, pose: 'bust', hipY: 97, torso: 28, near: [184, 58] }) + path('M116 105H200') + u.front;
});
add('work-together', 'Iemand maakt een plan met twee begeleiders.', 'Someone makes a plan with two support workers.', 'may', () => {
  const u = U({ x: 120, f: 0, near: [147, 111], far: [93, 111] }), a = H({ x: 42, f: 1, pose: 'sit', near: [79, 110] }), b = H({ x: 198, f: -1, pose: 'sit', hair: 'short', near: [161, 110] });
  return ground() + u.back + chair(42) + chair(198, -1) + a.back + b.back + table(68, 172) + rect(102, 80, 36, 35, 3, C.amber) + path('M111 91h18M111 102h11') + u.front + a.front + b.front;
});
add('waiting', 'Iemand wacht lang. De klok is bijna rond.', 'Someone waits long. The clock has almost gone round.', 'not', () => {
  const u = U({ x: 104, f: 0, pose: 'lap', near: [112, 132], far: [96, 132] });
  return ground() + [40, 86, 132].map(x => rect(x, 94, 36, 36, 6, C.sand)).join('') + rect(34, 137, 140, 8, 4, C.sand) + path('M52 147V166M156 147V166') + u + clock(194, 46, 32, 0, 300) + plant(204);
});
// ---- effect: how life goes ----
add('do-more-self', 'Iemand kookt zelf. De hulp zit erbij.', 'Someone cooks. The helper sits by.', 'may', () => {
  const h = H({ x: 40, f: 1, pose: 'sit', near: [66, 116] }), u = U({ x: 122, f: 1, near: [160, 84], far: [152, 100] });
  return ground() + chair(40) + h.back + cup(72, 114, C.white) + h.front + rect(146, 112, 76, 56, 4, C.light) + rect(160, 128, 48, 26, 3, C.white) + u.back + path('M163 80L176 100') + path('M160 92H206V104a6 6 0 0 1-6 6H166a6 6 0 0 1-6-6Z', C.amber) + path('M206 97h8') + path('M182 78q-6-8 0-16M196 78q-6-8 0-16') + u.front;
});
add('manage-better', 'Eten, post en was zijn klaar.', 'Food, post and laundry are done.', 'not', () => {
  const u = U({ x: 54, f: 1, hair: 'bob', near: [94, 78] });
  return ground() + path('M116 148V166M206 148V166') + rect(104, 10, 114, 138, 5, C.white) + circle(140, 36, 13, C.light) + path('M118 24V48M162 24V48') + envelope(124, 69, 32, 22, C.light) + path('M131 106L122 115L129 122L132 120V137H148V120L151 122L158 115L149 106Q140 113 131 106Z', C.light) + [36, 80, 122].map(y => badge(192, y, 13)).join('') + u;
});
add('nicer-life', 'Iemand zit buiten in de zon.', 'Someone sits outside in the sun.', 'may', () => {
  const u = U({ x: 108, f: 0, pose: 'lap', hair: 'side', near: [152, 101], far: [64, 101] });
  return ground() + sun(42, 44, 17) + tree(204, 64, 28) + path('M58 98V166M158 98V166') + rect(46, 94, 124, 12, 5, C.sand) + rect(42, 137, 132, 8, 4, C.sand) + u;
});
add('less-alone', 'Drie mensen drinken samen koffie.', 'Three people have coffee together.', 'may', () => {
  const u = U({ x: 44, f: 1, pose: 'sit', near: [80, 105] }), b = person({ top: C.mid, x: 196, f: -1, pose: 'sit', scarf: C.light, near: [160, 105] }), m = O({ x: 120, f: 0, pose: 'lap', hair: 'curly', near: null, far: null });
  return ground() + m.back + chair(44) + chair(196, -1) + u.back + b.back + path('M78 118H162V142H78Z', C.white) + path('M120 142V166M104 166H136') + rect(70, 115, 100, 7, 3.5, C.sand) + cup(94, 113, C.amber, -1) + cup(120, 113) + cup(146, 113) + u.front + b.front;
});
add('more-people', 'Iemand staat tussen andere mensen.', 'Someone stands among other people.', 'may', () => {
  const u = U({ x: 120, f: 0, near: null, far: null, top: C.deep });
  return ground() + O({ x: 34, f: 1, top: C.amber, hair: 'bun', near: [64, 92] }) + O({ x: 206, f: -1, top: C.amber, hair: 'side', near: [176, 92] }) + u + person({ x: 76, f: 1, top: C.mid, tall: 3, hair: 'curly', near: [107, 90] }) + person({ x: 164, f: -1, top: C.mid, scarf: C.sand, wear: 'dress', near: [133, 90] });
});
add('money-grip', 'Geld en brieven liggen netjes op tafel.', 'Money and letters lie neatly on the table.', 'may', () => {
  const u = U({ x: 66, f: 1, pose: 'sit', near: [106, 97] });
  return ground() + chair(66) + u.back + table(92, 226) + [110, 103, 96, 89].map(y => coin(121, y)).join('') + path('M156 66V113M218 66V113') + envelope(161, 66, 52, 21) + envelope(161, 91, 52, 21, C.light) + path('M156 89H218') + u.front;
});
add('safe-home', 'Een huis met licht. De deur is open. Hier is het veilig.', 'A house with light. The door is open. It is safe here.', 'may', () =>
  ground() + path('M44 168V68L120 6L196 68V168', C.light) + path('M32 78L120 6L208 78') + rect(92, 38, 56, 130, 3, C.amber) + windowP(58, 96, 22, 34, C.amber) + windowP(160, 96, 22, 34, C.amber) + U({ x: 120, f: 0 }));
add('sleep-calm', 'Iemand ligt rustig in bed. Het is nacht.', 'Someone lies calmly in bed. It is night.', 'may', () =>
  ground() + rect(136, 16, 60, 62, 4, C.deep) + path('M170 31A17 17 0 1 0 181 58A14.5 14.5 0 0 1 170 31Z', C.amber, NS) + path('M28 84V166M212 116V166') + rect(28, 138, 184, 14, 4, C.sand) + path('M36 138Q32 114 46 114H82Q92 114 90 138Z', C.white) + circle(70, 108, 13, C.mid, NS) + move(70, 108, path('M8.500-10.500A13.6 13.6 0 1 0-3 13.300Q-7 6-3-1Q2-3 8.500-10.500Z', C.ink, NS)) + path('M74 108q3 3 6 1', 0, S(0, 2.5)) + path('M84 138V126Q84 110 102 110H152Q206 110 206 138Z', C.deep, NS) + path('M92 138V126Q92 114 104 113', 0, S(C.light)));
add('family-better', 'Het gaat beter met het gezin.', 'The family is doing better.', 'may', () => {
  const a = U({ x: 86, f: 0, pose: 'lap', hair: 'long', near: [116, 112], far: [76, 131] }), k = O({ x: 120, f: 0, pose: 'lap', child: 1, near: null, far: null }), b = person({ x: 154, f: 0, pose: 'lap', top: C.mid, hair: 'short', far: [124, 112], near: [164, 131] });
  return ground() + rect(44, 94, 152, 58, 10, C.sand) + path('M50 158V166M190 158V166') + rect(36, 136, 168, 22, 7, C.sand) + a.back + b.back + a.near + b.farArm + k + a.farArm + b.near + heart(120, 40, 1.5);
});
add('on-my-own', 'Iemand gaat zelf verder en zwaait.', 'Someone goes on alone and waves.', 'may', () => {
  const h = H({ x: 48, f: 1, near: [76, 58] }), u = U({ x: 172, f: 1, head: -1, pose: 'walk', near: [142, 60, 'down'] });
  return ground() + path('M16 168V26H92V168', C.light) + rect(26, 36, 56, 132, 2, C.white) + h + u.legs + path('M158 112h-7a8 8 0 0 1-8-8v-20a9 9 0 0 1 9-9h7Z', C.amber) + u.body + u.head + u.near;
});
// ---- living, moving, taking part ----
add('taxi-on-time', 'De taxi komt op tijd.', 'The taxi comes on time.', 'not', () => {
  const u = U({ x: 38, f: 1, hair: 'bun', near: [68, 62], far: [58, 112] });
  return ground() + cane(60, 108) + u + taxi(86, -1) + clock(120, 30, 24, 0, 0, [300, 0]) + badge(146, 46, 11);
});
add('friendly-driver', 'De chauffeur is vriendelijk.', 'The driver is friendly.', 'may', () => {
  const d = H({ x: 92, f: 0, hair: 'cap', face: smile.q, far: [62, 100, 'down'] }), u = U({ x: 24, f: 1, hair: 'side', near: [58, 100], far: [42, 112] });
  return ground() + taxi(94, -1) + cane(44, 108) + d + u;
});
add('book-ride', 'Iemand belt voor een taxi.', 'Someone phones for a taxi.', 'may', () => {
  const u = U({ x: 46, f: 1, hair: 'bob', near: [51, 62] });
  return ground() + u.back + phone(49, 54, 6, C.white) + u.near + balloon(88, 14, 134, 86, [76, 62], C.white, miniTaxi(155, 62));
});
add('learn-language', 'Twee mensen leren de taal. Ze lezen en praten.', 'Two people learn the language. They read and talk.', 'may', () => {
  const u = U({ x: 52, f: 1, pose: 'sit', scarf: C.light, near: [88, 110] }), h = H({ x: 188, f: -1, pose: 'sit', hair: 'short', near: [152, 104] });
  return ground() + chair(52) + chair(188, -1) + u.back + h.back + table(76, 164) + book(120, 112) + u.front + h.front + balloon(58, 12, 56, 36, [72, 58], C.white, lines(72, 26, [28, 18], 8)) + balloon(126, 12, 56, 36, [168, 58], C.white, lines(140, 26, [28, 18], 8));
});
add('computer-help', 'Iemand krijgt hulp met de computer.', 'Someone gets help with the computer.', 'may', () => {
  const u = U({ x: 50, f: 1, pose: 'sit', hair: 'side', near: [86, 111] }), h = H({ x: 190, f: -1, lean: 5, near: [150, 92] });
  return ground() + chair(50) + u.back + table(76, 170) + laptop(120, 114) + u.front + h;
});
add('neighbourhood-house', 'Een buurthuis. De deur is open. Iemand gaat naar binnen.', 'A neighbourhood house. The door is open. Someone goes in.', 'may', () => {
  const u = U({ x: 34, f: 1, pose: 'walk', near: [62, 106] }), h = H({ x: 112, f: -1, near: [76, 98] });
  return ground() + path('M70 168V22H226V168', C.light) + path('M62 22H232') + rect(82, 34, 54, 134, 3, C.white) + circle(182, 66, 25, C.amber) + path('M171 58h18v11a7 7 0 0 1-7 7h-4a7 7 0 0 1-7-7Z', C.white) + path('M189 61h3a4 4 0 0 1 0 8h-3') + windowP(158, 106, 48, 38, C.white) + u + h;
});
add('workshop', 'Iemand werkt in een werkplaats.', 'Someone works in a workshop.', 'may', () => {
  const u = U({ x: 58, f: 1, near: [94, 72], far: [96, 102] });
  return ground() + table(84, 224, 118) + path('M160 22H224') + tool.wrench(176, 46, 0, C.white) + path('M200 26h18v13h-18ZM201 39V76L217 39', C.white) + path('M108 114V86L132 68L156 86V114Z', C.amber) + circle(132, 94, 6, C.white) + u.back + tool.hammer(104, 66, 65) + u.near;
});
add('garden', 'Samen werken in de tuin.', 'Working together in the garden.', 'may', () => {
  const u = U({ x: 42, f: 1, near: [78, 86] }), o = O({ x: 204, f: -1, hair: 'tail', near: [170, 108] });
  const fl = (x, y) => path(`M${x} 136V${y}M${x} ${y + 22}q8-1 10-9`) + circle(x, y, 8, C.amber);
  return ground() + u.back + '<g transform="rotate(18 88 98)">' + rect(76, 92, 26, 24, 4, C.white) + path('M102 108L122 94M118 90L127 98M78 92Q78 82 88 82Q98 82 98 92') + '</g>' + u.front + path('M124 112v2M131 118v2M122 124v2') + rect(110, 138, 78, 30, 4, C.sand) + fl(136, 104) + fl(162, 114) + o;
});
add('cooking', 'Samen koken.', 'Cooking together.', 'may', () => {
  const u = U({ x: 42, f: 1, hair: 'bun', near: [80, 80], far: [74, 104] }), o = O({ x: 200, f: -1, near: [160, 92] });
  return ground() + rect(60, 116, 120, 52, 4, C.light) + path('M120 116V168M108 136v8M132 136v8') + u.back + o.back + path('M82 76L102 104') + circle(150, 84, 9, C.white) + path('M150 75q0-6 6-7') + path('M82 92H142V106a8 8 0 0 1-8 8H90a8 8 0 0 1-8-8Z', C.amber) + path('M108 78q-6-8 0-16M122 78q-6-8 0-16') + u.front + o.front;
});
add('home-help', 'Iemand maakt schoon voor een ander.', 'Someone cleans for another person.', 'may', () => {
  const h = H({ x: 58, f: 1, near: [94, 100], far: [86, 80] }), u = U({ x: 198, f: -1, pose: 'sit', hair: 'side', near: [168, 114] });
  return ground() + windowP(102, 20, 58, 50) + armchair(198, -1) + u.back + cup(162, 112, C.white, -1) + u.front + h.back + path('M80 62L116 160M102 163H130', 0) + h.front + path('M136 138H162L158 166H140Z', C.amber) + path('M138 138Q149 118 160 138');
});
add('aid-works', 'De rolstoel werkt goed.', 'The wheelchair works well.', 'may', () => {
  const w = wheeler(112, 1, { near: [122, 122, 'in'], far: [146, 82] });
  return ground() + tree(206, 66, 24) + path('M64 100H38M58 120H24M64 140H42') + w.back + w.wheel + circle(106, 143, 9, C.amber) + w.front;
});
add('repair', 'Iemand maakt een rolstoel.', 'Someone repairs a wheelchair.', 'may', () => {
  const w = wheelchair(104, 1), h = H({ x: 188, f: -1, pose: 'kneel', hair: 'short', near: [150, 126] }), u = U({ x: 32, f: 1, pose: 'sit', near: [56, 122] });
  return ground() + chair(32) + u + w.back + path('M84 140H126') + w.wheel + h.back + tool.wrench(138, 134, -122) + h.front;
});
add('sheltered-home', 'Iemand heeft een eigen kamer. Een begeleider is dichtbij.', 'Someone has a room of their own. A support worker is close by.', 'may', () => {
  const u = U({ x: 58, f: 1, pose: 'sit', near: [86, 116] }), h = H({ x: 188, f: -1, pose: 'sit', near: [156, 109] });
  return ground() + path('M182 34V12H200V44', C.light) + path('M20 168V58L120 6L220 58V168', C.light) + path('M10 63L120 6L230 63M124 168V10') + path('M90 24V46') + path('M80 46H100L107 60H73Z', C.amber) + chair(188, -1) + armchair(58) + u + h.back + table(134, 172) + h.front;
});
add('easy-entrance', 'Iemand in een rolstoel gaat makkelijk naar binnen.', 'Someone in a wheelchair gets in easily.', 'may', () => {
  const w = wheelchair(0, 1);
  const p = wheeler(84, 1, { near: [94, 122, 'in'] });
  return ground() + path('M150 168V26H224V168', C.light) + rect(164, 40, 46, 110, 3, C.white) + path('M20 168L148 150H224V168Z', C.amber) + `<g transform="rotate(-8 84 166) translate(0 -8)">${p}</g>`;
});
add('join-in', 'Drie mensen spelen samen met een bal.', 'Three people play with a ball together.', 'may', () => {
  const w = wheeler(150, -1, { top: C.mid, hair: 'tail', near: [122, 78] });
  return ground() + U({ x: 44, f: 1, near: [76, 58], far: [84, 70] }) + w + O({ x: 212, f: -1, tall: 3, scarf: C.light, near: [188, 56] }) + circle(104, 36, 15, C.amber) + path('M92 28Q105 36 102 51M117 30Q108 34 107 22', 0, S(0, 3));
});
// ---- parents, children, young people, carers ----
add('parent-child-helper', 'Een ouder en een kind praten met een hulpverlener.', 'A parent and a child talk with a helper.', 'may', () => {
  const u = U({ x: 44, f: 1, pose: 'sit', hair: 'long', near: [80, 110] }), k = O({ x: 98, f: 1, child: 1, hipY: 128, near: [114, 130] }), h = H({ x: 196, f: -1, pose: 'sit', hair: 'short', near: [158, 114] });
  return ground() + chair(44) + chair(196, -1) + u.back + k + u.front + h + balloon(54, 10, 74, 38, [58, 60], C.amber, lines(69, 25, [44, 30]));
});
add('youth-helper', 'Een jongere praat met een hulpverlener.', 'A young person talks with a helper.', 'may', () => {
  const u = U({ x: 86, f: 1, pose: 'sit', hair: 'curly', near: [116, 112] }), h = H({ x: 166, f: -1, pose: 'sit', hair: 'tail', near: [136, 118] });
  return ground() + path('M70 145V166M184 145V166') + rect(56, 137, 142, 8, 4, C.sand) + u.back + h + u.front + backpack(30, 166) + balloon(98, 12, 66, 38, [104, 62], C.white, lines(113, 27, [36, 24]));
});
add('carer-rest', 'Iemand rust uit. Een ander helpt.', 'Someone rests. Another person helps.', 'may', () => {
  const u = U({ x: 196, f: -1, pose: 'sit', hair: 'bob', near: [168, 112] }), p = wheelchair(60, -1), o = O({ x: 60, f: -1, pose: 'sit', foot: 33, sole: 154, hair: 'side', near: [34, 124] }), h = H({ x: 120, f: -1, pose: 'walk', near: [88, 96] });
  return ground() + armchair(197, -1) + u.back + cup(162, 111, C.amber, -1) + u.front + p.back + o.back + p.wheel + o.front + h;
});
// ---- about this survey ----
add('fill-in-self', 'Iemand vult de vragen zelf in.', 'Someone fills in the questions alone.', 'may', () => {
  const u = U({ x: 92, f: 1, pose: 'sit', near: [130, 122] });
  return ground() + chair(92) + u.back + clipboard(124, 80) + pen(144, 106, 130, 122) + u.front;
});
add('fill-in-together', 'Twee mensen vullen de vragen samen in.', 'Two people fill in the questions together.', 'may', () => {
  const u = U({ x: 60, f: 1, pose: 'sit', near: [98, 122] }), h = H({ x: 186, f: -1, pose: 'sit', near: [147, 104] });
  return ground() + chair(60) + chair(186, -1) + u.back + h.back + clipboard(98, 78) + pen(114, 106, 98, 122) + u.front + h.front;
});
add('fill-in-other', 'Een ander vult de vragen in.', 'Another person fills in the questions.', 'may', () => {
  const u = U({ x: 46, f: 1, pose: 'sit', near: [74, 118] }), h = H({ x: 198, f: -1, pose: 'sit', near: [160, 122] });
  return ground() + armchair(46) + u + chair(198, -1) + h.back + clipboard(126, 80) + pen(146, 106, 160, 122) + h.front;
});
add('help-stage', 'De hulp: begin, midden of klaar.', 'The help: start, middle or finished.', 'mirror', () =>
  stones(7, 0) + path('M89 166V122M151 166V122') + circle(89, 108, 14, C.white) + circle(151, 108, 14, C.white) + path('M151 94A14 14 0 0 0 151 122Z', C.amber) + flag(212, 70, -1, C.amber) + U({ x: 28, f: 1 }));
const stage = (done, x, ux, extra = '') => () => stones(7, done) + flag(212, 24, -1, done === 7 ? C.amber : C.white) + extra + U({ x, f: 1, ...ux });
add('help-not-started', 'De hulp is nog niet begonnen.', 'The help has not started yet.', 'mirror', stage(0, 28));
add('help-ongoing', 'De hulp is bezig.', 'The help is going on.', 'mirror', stage(4, 130, { pose: 'walk', near: [104, 112] }, H({ x: 74, f: 1, pose: 'walk', near: [102, 112] })));
add('help-finished', 'De hulp is klaar.', 'The help is finished.', 'mirror', stage(7, 166, { near: [205, 94] }));
add('tell-more', 'Iemand wil nog iets vertellen.', 'Someone wants to tell something more.', 'may', () => {
  const u = U({ x: 48, f: 1, near: [82, 104] });
  return ground() + u + balloon(92, 14, 130, 80, [76, 60], C.amber, lines(116, 38, [82, 82, 50], 16));
});
add('what-better', 'Wat kan beter? Tijd, luisteren, kiezen of iets anders.', 'What can be better? Time, listening, choosing or something else.', 'not', () => {
  const t = (x, y) => rect(x, y, 104, 78, 8, C.light);
  return t(12, 8) + clock(64, 47, 26, 0, 90) + t(124, 8) + ear(176, 47, C.amber) + t(12, 94) + tool.wrench(60, 136, 45) + t(124, 94) + rect(140, 106, 30, 55, 3, C.white) + circle(162, 136, 2, C.ink) + rect(182, 106, 30, 55, 3, C.amber) + circle(190, 136, 2, C.ink);
});

add('no-name', 'Een naam is niet nodig.', 'A name is not needed.', 'may', () =>
  path('M120 6V26') + rect(62, 26, 116, 130, 10, C.white) + rect(102, 20, 36, 16, 5, C.light) + circle(120, 74, 15, C.mid, NS) + path('M94 118V114a26 22 0 0 1 52 0V118Z', C.mid, NS) + path('M84 136H156') + path('M54 38L186 148', 0, S(0, 13)) + path('M54 38L186 148', 0, S(C.amber, 5)));
add('answers-private', 'De begeleider ziet de antwoorden niet.', 'The support worker does not see the answers.', 'may', () => {
  const u = U({ x: 56, f: 1, near: [93, 84] }), h = H({ x: 206, f: 1 });
  return ground() + u.back + envelope(95, 72, 44, 36, C.amber) + rect(86, 102, 62, 66, 5, C.light) + path('M96 102H138', 0, S(0, 6)) + circle(117, 132, 6, C.white) + path('M117 138v8') + u.front + h;
});
add('practice-coffee', 'Een kop koffie.', 'A cup of coffee.', 'may', () =>
  path('M154 84h12a18 18 0 0 1 0 36h-13') + path('M72 72H156V116a32 32 0 0 1-32 32H104a32 32 0 0 1-32-32Z', C.amber) + path('M50 154H178Q176 166 160 166H68Q52 166 50 154Z', C.white) + path('M94 56q-9-12 0-26M114 56q-9-12 0-26M134 56q-9-12 0-26'));
add('done', 'Iemand is klaar.', 'Someone is done.', 'not', () => {
  const u = U({ x: 60, f: 1, hair: 'short', near: [98, 78] });
  return ground() + rect(104, 20, 92, 118, 6, C.white) + rect(132, 12, 36, 16, 5, C.light) + path('M124 138V166M176 138V166') + circle(150, 82, 32, C.amber) + tick(149, 83, 2) + u;
});

add('own-home', 'Iemand heeft een eigen huis met een eigen sleutel.', 'Someone has a home with a key of their own.', 'may', () => {
  const u = U({ x: 48, f: 1, near: [85, 94] });
  return ground() + path('M136 168V64L179 18L222 64V168', C.light) + path('M125 76L179 18L233 76') + door(156, 56, 46, C.white, -1) + u + key(99, 94, 0);
});
add('home-adapted', 'Het huis is aangepast. Iemand gaat de trap op.', 'The home is adapted. Someone climbs the stairs.', 'may', () => {
  const u = U({ x: 76, f: 1, hair: 'bun', near: [112, 74], pose: 'walk', stride: 12 });
  return ground() + stairs(94, 4, 33, 20) + path('M104 86L222 14', 0, S(0, 12)) + path('M104 86L222 14', 0, S(C.amber, 5)) + path('M136 66V126M202 26V86') + u;
});
add('help-neighbour', 'Iemand helpt een ander.', 'Someone helps another person.', 'may', () => {
  const u = U({ x: 66, f: 1, near: [86, 118], far: [104, 98] }), o = O({ x: 146, f: -1, hair: 'bun', near: [124, 112] });
  return ground() + door(174, 40, 50, C.light, -1) + u.back + bag(86, 122) + u.near + cane(122, 108, -1) + o;
});
add('goes-well', 'Iemand vertelt wat goed gaat.', 'Someone tells what goes well.', 'may', () => {
  const u = U({ x: 48, f: 1, near: [82, 104] });
  return ground() + u + balloon(92, 14, 130, 88, [76, 60], C.amber, path('M134 56h12v30h-12ZM146 58L154 38Q156 33 160 33Q166 33 166 40V50H179Q185 50 185 55Q185 59 182 60Q185 62 184 66Q183 70 180 71Q182 74 180 77Q178 80 174 80L146 82Z', C.white));
});
add('give-grade', 'Iemand geeft een cijfer.', 'Someone gives a grade.', 'mirror', () => {
  const u = U({ x: 40, f: 1, near: [78, 86] });
  return ground() + [0, 1, 2, 3, 4].map(k => rect(88 + k * 28, 132 - k * 24, 20, 34 + k * 24, 4, k === 3 ? C.amber : C.light)).join('') + u;
});
// ---- places, lessons, work and rides ----
add('find-help', 'Iemand kijkt op een kaart waar hulp is.', 'Someone looks on a map where help is.', 'may', () => {
  const u = U({ x: 46, f: 1, hair: 'side', near: [84, 82] });
  return ground() + path('M118 134V166M204 134V166') + rect(96, 16, 128, 118, 6, C.white) + path('M103 58H140L166 84H217M140 58V23M166 84L152 127', 0, S(C.light, 10)) + rect(96, 16, 128, 118, 6) + miniHouse(120, 108, C.light) + miniHouse(198, 110, C.light) + path('M186 88C172 70 166 64 166 53A20 20 0 0 1 206 53C206 64 200 70 186 88Z', C.amber) + circle(186, 53, 7, C.white) + u;
});
add('get-here', 'Iemand stapt uit de bus en loopt naar het gebouw.', 'Someone gets off the bus and walks to the building.', 'may', () => {
  const u = U({ x: 132, f: 1, pose: 'walk', hair: 'bob', near: [158, 112] });
  return ground() + path('M14 150V64Q14 52 26 52H84Q96 52 98 64L102 110V150Q102 154 98 154H14Z', C.light) + path('M14 68H46V102H14M56 68H86L90 102H56Z', C.white) + circle(38, 154, 13, C.ink, NS) + circle(38, 154, 5, C.white, NS) + circle(82, 154, 13, C.ink, NS) + circle(82, 154, 5, C.white, NS) + path('M176 168V36H226M168 36H226', 0) + rect(176, 36, 50, 132, 0, C.light) + rect(186, 66, 34, 102, 2, C.amber) + windowP(190, 44, 26, 14, C.white) + u;
});
add('do-what-you-like', 'Iemand schildert.', 'Someone paints.', 'may', () => {
  const u = U({ x: 62, f: 1, hair: 'curly', near: [100, 84] });
  return ground() + path('M136 120L118 166M190 120L208 166M163 34V18M163 118V150') + rect(116, 34, 94, 86, 3, C.white) + path('M118 104Q140 78 160 98Q182 74 208 92V118H118Z', C.light) + circle(150, 62, 14, C.amber) + path('M116 108V38a4 4 0 0 1 4-4h86a4 4 0 0 1 4 4v78a4 4 0 0 1-4 4h-86a4 4 0 0 1-4-4Z') + pen(134, 66, 100, 84) + u;
});
add('read-letter', 'Iemand leest een brief en snapt de brief.', 'Someone reads a letter and understands it.', 'not', () => {
  const u = U({ x: 68, f: 1, pose: 'sit', hair: 'short', near: [104, 96], far: [108, 112] });
  return ground() + chair(68) + u.back + table(96, 222) + rect(108, 62, 46, 58, 3, C.amber) + lines(118, 76, [26, 26, 26, 14], 10) + envelope(176, 89, 40, 24, C.white) + u.front + balloon(86, 6, 54, 36, [84, 56], C.white, tick(112, 24, 1));
});
add('talk-shop', 'Iemand praat in een winkel.', 'Someone talks in a shop.', 'may', () => {
  const u = U({ x: 50, f: 1, scarf: C.light, wear: 'coat', near: [84, 106] }), o = H({ x: 190, f: -1, hair: 'short', near: [160, 108] });
  return ground() + path('M150 34H226M150 66H226') + [160, 182, 204].map(x => rect(x, 16, 14, 18, 2, C.sand)).join('') + u.back + o.back + rect(104, 112, 88, 56, 4, C.sand) + bag(126, 84, C.white) + u.front + o.front + balloon(60, 6, 66, 36, [66, 54], C.amber, lines(74, 19, [38, 24], 10));
});
add('language-class', 'De leraar geeft les. Twee mensen leren.', 'The teacher gives a lesson. Two people learn.', 'may', () => {
  const h = H({ x: 202, f: -1, hair: 'bun', near: [170, 66] }), u = U({ x: 92, f: 1, pose: 'sit', near: [122, 118] }), o = O({ x: 34, f: 1, pose: 'sit', scarf: C.light, near: [60, 122] });
  return ground() + rect(96, 8, 78, 66, 4, C.white) + cup(128, 58, C.amber) + path('M146 34h18M146 50h12') + chair(34) + o.back + chair(92) + u.back + o.front + path('M116 124H152M142 126V166') + u.front + h;
});
add('neighbourhood-plan', 'Iemand laat een plan voor de buurt zien.', 'Someone shows a plan for the neighbourhood.', 'may', () => {
  const u = U({ x: 46, f: 1, hair: 'bun', near: [82, 74] });
  return ground() + path('M108 132V166M164 132V166') + rect(84, 22, 104, 110, 5, C.white) + path('M112 112V70') + circle(112, 60, 19, C.light) + path('M134 96H176M140 96V112M170 96V112M134 84H176', 0) + rect(134, 82, 42, 14, 3, C.amber) + path('M94 112H178') + O({ x: 212, f: -1, hair: 'side', near: [200, 118] }) + u;
});
add('ride', 'Iemand rijdt mee met de taxi.', 'Someone rides along in the taxi.', 'may', () => {
  const u = U({ x: 152, f: -1, pose: 'bust', hipY: 104, torso: 32 }), d = H({ x: 84, f: -1, pose: 'bust', hipY: 104, torso: 32, hair: 'cap' });
  return ground() + path('M28 148V112Q28 104 36 101L54 94L70 46Q74 36 84 36H186Q200 36 200 50V148Z', C.light) + path('M66 98L80 54Q81 50 86 50H114V98ZM124 50H184V98H124Z', C.white) + d + u + path('M36 101L54 96H200V148H28V112Q28 104 36 101Z', C.light) + path('M119 98V144M130 112h10') + rect(112, 24, 36, 12, 4, C.amber) + [66, 166].map(x => circle(x, 150, 16, C.ink, NS) + circle(x, 150, 6, C.white, NS)).join('') + path('M212 74H230M210 96H226M212 118H230');
});
add('safe-seat', 'Iemand zit in de taxi met een gordel om.', 'Someone sits in the taxi with a seat belt on.', 'may', () => {
  const u = U({ x: 104, f: 1, pose: 'sit', hair: 'side', near: [138, 122] });
  return ground() + path('M22 168V60Q22 18 64 18H150Q166 18 174 32L204 96Q222 100 222 120V168', C.light) + path('M62 34H142Q150 34 154 42L178 92H62Z', C.white) + path('M74 150V70a10 10 0 0 1 20 0V136H124Q132 136 132 144V166H82Q74 166 74 158Z', C.sand) + u.back + path('M95 88L122 134', 0, S(0, 13)) + path('M95 88L122 134', 0, S(C.amber, 6)) + u.front;
});
add('learn-skill', 'Iemand leert iets maken. Een ander doet het voor.', 'Someone learns to make something. Another person shows how.', 'may', () => {
  const u = U({ x: 52, f: 1, near: [90, 98] }), h = H({ x: 192, f: -1, hair: 'tail', near: [154, 74], far: [152, 102] });
  return ground() + table(74, 172, 118) + u.back + h.back + path('M92 114V86L116 68L140 86V114Z', C.amber) + circle(116, 94, 6, C.white) + tool.hammer(144, 66, -65) + u.front + h.front;
});
add('see-strength', 'Een jongere kan goed jongleren. De begeleider ziet dat.', 'A young person juggles well. The support worker sees that.', 'may', () => {
  const u = U({ x: 66, f: 0, hair: 'curly', near: [96, 88], far: [36, 88] }), h = H({ x: 196, f: -1, pose: 'sit', hair: 'short', near: [166, 122] });
  return ground() + u + [[34, 60], [66, 12], [98, 60]].map(([x, y]) => circle(x, y, 9, C.amber)).join('') + chair(196, -1) + h + balloon(126, 8, 70, 50, [184, 68], C.white, `<g transform="translate(160 33) scale(.62) translate(-160 -58)">${path('M134 56h12v30h-12ZM146 58L154 38Q156 33 160 33Q166 33 166 40V50H179Q185 50 185 55Q185 59 182 60Q185 62 184 66Q183 70 180 71Q182 74 180 77Q178 80 174 80L146 82Z', C.light, S(0, 5))}</g>`);
});
