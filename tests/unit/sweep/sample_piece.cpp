#include "host/sweep/sample_piece.hpp"

#include <gtest/gtest.h>

#include "host/plan/saltelli_design.hpp"
#include "host/study/read_study.hpp"

namespace qca {
namespace {

/// The positions, anchors and cutoffs of a piece are those that the sampler has for each of its samples alone.
void expect_drawn(const std::string& sweep, const std::vector<std::uint32_t>& samples) {
    const std::string file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";
    const Study study = parse_study(read_study(file).text + "\n[sweep]\ndesign = \"random\"\nsamples = 10\n[sweep.cutoffs]\nincl = { from = 0.75, to = 0.95 }\n" + sweep, file);
    const SaltelliPlan saltelli = saltelli_plan(study, {}, 1024, 3);
    const SweepPlan& plan = saltelli.plan;
    const Sampler sampler(plan.design);
    std::vector<DrawnAnchors> anchors;
    for (std::size_t set = 0; set < plan.sets.size(); ++set) anchors.emplace_back(study, plan, set);
    SamplePiece piece;
    piece.samples = samples.empty() ? nullptr : samples.data();
    piece.first = 5;
    piece.size = samples.empty() ? 3000 : samples.size();
    Crew crew(2);
    draw(piece, sampler, plan, anchors, crew);
    for (std::size_t i = 0; i < piece.size; ++i) {
        const std::uint64_t sample = piece.sample(i);
        for (std::size_t set = 0; set < anchors.size(); ++set) {
            ASSERT_EQ(piece.combination[set * piece.size + i], anchors[set].number_of(sampler, sample)) << i;
            if (anchors[set].drawn_together()) continue;
            for (const DrawnAnchors::Part& part : anchors[set].parts()) ASSERT_EQ(piece.on_axis(part.axis)[i], sampler.position(part.axis, sample)) << i;
        }
        ASSERT_EQ(piece.on_axis(plan.incl_axis)[i], sampler.position(plan.incl_axis, sample));
        ASSERT_EQ(piece.incl[i], sampler.value(plan.incl_axis, sample));
    }
}

TEST(SamplePiece, SamplesOfAPairAreDrawnAsIfAlone) {
    const std::string apart = "[sweep.anchors.ENT]\ncrossover = { from = 12.5, to = 16.5 }\ninclusion = { from = 3, to = 6 }\n";
    const std::string together = "[sweep.anchors.ENT]\ncrossover = [12, 14, 16]\ninclusion = [6, 13]\n[sweep.anchors.GDP]\ncrossover = [12.5, 14.5]\n";
    for (const std::string& sweep : {apart, together}) {
        expect_drawn(sweep, {});
        expect_drawn(sweep, {0, 1, 7, 8, 14, 3, 900, 901, 2});
    }
}

}  // namespace
}  // namespace qca
