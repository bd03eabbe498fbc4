#include "host/report/sample_text.hpp"

#include <fmt/format.h>

#include "host/report/quantities.hpp"

namespace qca {

std::string design_text(const SampleDesign& design) {
    return fmt::format("{}, {}, seed {}", counted(design.samples, "sample"), design_names[static_cast<std::size_t>(design.design)],
                       design.seed);
}

std::string sample_note(const SampleDesign& design) {
    if (!design.stated()) return "";
    const std::string start = fmt::format("Shares are those of a sample ({}), not of all scenarios.", design_text(design));
    if (design.design == Design::random)
        return start + " Samples are independent: the 95 % intervals (Wilson) are for the share among all scenarios.\n";
    return start + (design.design == Design::sobol ? " A Sobol sequence" : " A latin hypercube") +
           " spreads its samples more evenly than chance, so they are not independent and no interval is given; errors are commonly "
           "smaller than those of as many random samples. Other seeds show how large they are.\n";
}

std::string snapping_text(const SampleAxis& axis) {
    if (!axis.range || axis.steps == 0) return "";
    return fmt::format("middles of {} steps of {:.6g}", axis.steps, (axis.range->to - axis.range->from) / static_cast<double>(axis.steps));
}

std::string drawn_text(const std::vector<Axis>& axes, const SampleDesign& design) {
    std::string text;
    for (std::size_t a = 0; a < design.axes.size(); ++a) {
        if (!design.axes[a].range) continue;
        const std::string snapping = snapping_text(design.axes[a]);
        text += fmt::format("  {} from {} to {}{}\n", axes[a].name, design.axes[a].range->from, design.axes[a].range->to,
                            snapping.empty() ? ", any number" : ", " + snapping);
    }
    return text.empty() ? "" : "\nDrawn from ranges (axes show their bins):\n" + text;
}

}  // namespace qca
