# Reads a result file of qcasweep with hdf5r (Debian: r-cran-hdf5r).
#
#   source("read_result.R")
#   result <- read_result("FILE.h5")
#   result$totals                                   # data frame: path, state, count
#   result$arrays$map_fas__incl_cut["0.85", "exact_all"]
#
# As a program, Rscript read_result.R FILE prints the counts of every path as CSV.

library(hdf5r)

# The value of a data set with dimensions in the order of results/README.md: hdf5r gives them the other way round.
# 64-bit counts become double, which is exact up to 2^53.
in_c_order <- function(data) {
  value <- data$read()
  if (inherits(value, "integer64")) {
    shape <- dim(value)
    value <- bit64::as.double.integer64(value)
    dim(value) <- shape
  }
  if (length(dim(value)) > 1) value <- aperm(value)
  value
}

# A list: provenance (attributes), axes (list of values), totals (data frame), census (data frame), arrays (named list of arrays of
# the root group, with dimnames where the dimensions have labels), left_out (names of the arrays of more than `largest` values, such as
# columns with a value for each of very many scenarios: R needs some 16 bytes a value; largest = Inf reads all).
read_result <- function(file, largest = 1e7) {
  h5 <- H5File$new(file, mode = "r")
  on.exit(h5$close_all())
  provenance <- h5[["provenance"]]
  axes <- lapply(setNames(nm = c(provenance[["axis"]]$read(), "state", "case")),
                 function(name) if (h5$exists(name)) h5[[name]]$read() else NULL)
  paths <- provenance[["path"]]$read()
  arrays <- list()
  left_out <- character(0)
  for (name in names(h5)) {
    item <- h5[[name]]
    if (!inherits(item, "H5D")) next
    if (prod(item$dims) > largest) {
      left_out <- c(left_out, name)
      next
    }
    value <- in_c_order(item)
    parts <- strsplit(name, "__", fixed = TRUE)[[1]]
    labels <- switch(sub("_.*", "", name),
                     total = "state", map = c(parts[-1], "state"), single = parts[-1], cases = c(parts[-1], "case"),
                     survival = provenance[["axis"]]$read(), solution = provenance[["axis"]]$read(), NULL)
    shape <- if (is.null(dim(value))) length(value) else dim(value)
    labelled <- axes[labels]
    if (!is.null(labels) && identical(as.integer(shape), as.integer(lengths(labelled))))
      value <- array(value, shape, setNames(lapply(labelled, as.character), labels))
    arrays[[name]] <- value
  }
  totals <- do.call(rbind, lapply(paths, function(path)
    data.frame(path = path, state = axes$state, count = as.vector(arrays[[paste0("total_", path)]]))))
  census <- h5[["census"]]
  entries <- c("expression", "share", "models", "paths")
  list(provenance = h5attributes(provenance), axes = axes, totals = totals,
       census = as.data.frame(setNames(lapply(entries, function(name) as.vector(in_c_order(census[[name]]))), entries)),
       arrays = arrays, left_out = left_out)
}

if (sys.nframe() == 0) {
  result <- read_result(commandArgs(trailingOnly = TRUE)[1])
  write.csv(result$totals, row.names = FALSE, quote = FALSE)
}
