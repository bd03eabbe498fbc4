// How users write the choices of a scenario.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace qca {

/// Without blanks at either end.
inline std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// `axis=value` parts; a comma before a part without `=` belongs to a value.
inline std::vector<std::string> split_choices(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        const std::string part = text.substr(start, comma - start);
        if (parts.empty() || part.find('=') != std::string::npos) parts.push_back(part);
        else parts.back() += "," + part;
        start = comma + 1;
    }
    return parts;
}

}  // namespace qca
