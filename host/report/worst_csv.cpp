#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/worst_report.hpp"

namespace qca {

std::string worst_csv(const Study& study, const StudyData& data, const WorstShift& worst) {
    const AnchorShifts shifts(study, data);
    std::string text = "norm,certified,found,gap,boxes,anchor,own,shifted,shift\n";
    const auto add = [&](const char* norm, const ShiftBounds& bounds) {
        for (std::size_t a = 0; a < shifts.size(); ++a) {
            text += fmt::format("{},{},", norm, bounds.certified);
            text += bounds.found ? fmt::format("{},{},", bounds.found->length, bounds.found->length - bounds.certified) : ",,";
            text += fmt::format("{},{},{},", bounds.boxes, quoted(shifts.parameter(a).name), shifts.own(a));
            text += bounds.found ? fmt::format("{},{}\n", shifts.value(a, bounds.found->shift[a]), bounds.found->shift[a]) : ",\n";
        }
    };
    add("largest", worst.largest);
    add("euclidean", worst.euclidean);
    return text;
}

}  // namespace qca
