"""What stands in the way where a line of the page says *no*, in words: figures of single runs."""

LIMITS = """\
Where a line says *no*, or another way is faster, this is what stands in the way (the columns \
*build s* and *solve s* below are the profile).

- **60 × 20 × 5 against PuLP by hand**: HiGHS alone takes 1/17 of the other's total for the three \
groups of blocks, and all else about as much: tables most, then nodes, blocks, certificate and \
threads. Groups of 1,500 columns instead of 4,000, or another scaling, would each take a tenth to \
a fifth off HiGHS, and could change which of several equal allocations is shown; so they stay.
- **Every measure by hand**: at 20 × 20 × 5 HiGHS alone takes 48 of linopy's 50 s, in a run \
beside the table: 32 of them for the two least free shares, in which one number holds all regions \
together. So the ratio is not for how fast a library writes a program; it is for programs that \
merge, come apart into blocks and start from each other's answers. With HiGHS's interior point \
linopy took 37 s, in a single run. At 60 × 20 × 5, in one run, linopy took 384 s and 915 MB, this \
library 3.5 s and 243 MB; larger ones were not tried by hand. At 10 × 10 × 3, where writing is \
most of the work (two thirds of PuLP's time), pyoframe is the nearest. The small case takes more \
memory than PuLP's way: Python with our libraries is 132 of the 151 MB.
- **Growth of every measure**: from 60 regions on a little less than in proportion to them, with \
the years in proportion, and hardly with the streams: those with the same rules merge, so 40 \
streams give no more columns than 20. The case of the Netherlands' size takes 1.5 GB at its peak.
- **10 × 10 × 3**: tables are joined as arrays of numbers, where a step takes some 0.01 ms instead \
of the 0.1 to 0.2 ms of a table; a second regime of the same case takes two thirds of the first. \
Lazy tables with one collection were slower than steps one by one: 0.55 to 0.63 ms against 0.38.
- **`report nederland`**: on two quiet cores 230 s on the clock and 397 s of the processor; \
version 0.1 once took 255 to 300 s. A second one, in English, takes 13 s: 1/19 to 1/23. Nearly \
all of the first is HiGHS, in some 400 optima. One run in one thread, 522 s of the processor at \
the time, by question: how near to another conclusion 124, break-even cuts 81 (31 of them for the \
floors of the guarantee), why here 64, own money and provinces 63, one input at a time 62, both \
comparisons 50, other sizes of the limits 29, least and most favourable data 15, other readings \
11, the rest 11; charts, page, document and tables 14. A best value from nothing takes 2 to 3 s, \
a range over the optimal allocations 0.1 to 8 s, a least share 3 to 9 s. Starting from what is \
known helps where little changes (how near to another conclusion took 82 s instead of 124), and \
not where the conclusion turns. A fifth of 255 s leaves room for some 50 optima, and the \
questions of a report need more.
- **`report nederland-2020-2024`**: on two quiet cores 609 s on the clock and 1,151 s of the \
processor; since best streams, least shares, floors and the back-test start from an allocation \
that is known, 382 s and 710 s, with the same 69,899 cells in its tables. Version 0.1 took up to \
1,321 s: 1/3.5, where 1/8 was asked. In a run between the two, in percents of its time: one input \
at a time 11, best few streams 11, scenarios 10, the comparison 9, walls that free idle money 9, \
how near to another conclusion 8, prices and provinces 7, the back-test 6. No part is large \
enough to bring it to 1/8: it has some 815 optima of 0.5 to 3 s.
- **A report on a small case**: a first one takes 14 to 17 s of the processor, 7 of them for 690 \
optima of the 100 draws of the first page, which version 0.1 did not have, and 3 for the 150 \
other optima. A second one solves nothing: charts, page and document. Each chart is drawn twice, \
as lines and as dots, 0.3 to 0.9 s together; a third of making a chart is finding room for its \
words. Less compression makes the dots a quarter faster and their file 13 % larger; it stayed as \
it is.
- **A draw of `nederland`**: the best value within the walls alone takes interior point 2 to 3 \
s. All numbers move at once, so the basis of the central data is not near (decision 6), and \
where money binds there are three more optima.
- **60 whole projects to a proven optimum**: HiGHS finds it in some 2 s of the processor; the rest \
is the proof, a tree of some 700 certified linear programs of our own. The other ways take the \
solver's word for it. To a gap of one or two percent there is less to prove.
- **Own work with few rules**: the solver's part has become so small that the joins of tables that \
build the program, and the certificate, are most of what is left. They grow with the number of \
budgets, which the answers need one by one.
- **Peak memory with all rules at 35 regions**: Python with its libraries and the case is 112 MB \
before anything is built, which is a quarter of what CBC's way needs already; interior point on \
one program is most of the rest.
- **All rules at 35 regions**: limits of the nation per year and ceilings hold all regions \
together, so it is one program for interior point: 47 rounds and 3.0 s of the processor, where the \
regions by themselves take 1.0 s. Of 13 such rows 3 bind.
  Prices on them (column generation) find the same optimum in 10 rounds, but each new price moves \
many deliveries to another year and costs 0.3 to 1 s: 5.8 s together. Also measured on this \
program, processor time: HiPO (HiGHS 1.15.1 with highspy-extras) 4.1 s; PDLP
  3 s to a gap of 4e-6, and no end at the tolerance asked (1e-9) within 57 s; simplex no end \
within 97 s; interior point without crossover 2.8 s; without presolve or with looser tolerances, \
no less.
- **All rules at 342 regions and more**: with prices on 23 rows between the regions, from those of \
a sample of one in ten, 22 s of the processor for everything, on as many cores as there are; as \
one program the solver alone took 76 s on one core
  (HiPO 69 s, and half as much memory again). About 8 s of it is the first answer of every region, \
6 s later rounds, 3 s the sample, 5 s tables and hubs. These figures are of single runs beside the \
table below.
- **All rules, 3,420 regions against 342**: more regions mean more ceilings between them, so more \
rounds, and every round prices every region. With few rules, where budgets are local, regions do \
not wait for each other."""
